import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const deleteUserTakesForgedTokens: Fault = {
  name: "delete-user-takes-forged-tokens",
  says: "DeleteUser does not look at the signature of an access token.",
  breaks: ["tokens.operations/delete-user"],
  apply({ idp }) {
    changePolicies(idp, "DeleteUser", () => ({ accessTokenSignatureHolds: () => true }))
  },
}
