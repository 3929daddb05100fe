import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const globalSignOutTakesForgedTokens: Fault = {
  name: "global-sign-out-takes-forged-tokens",
  says: "GlobalSignOut does not look at the signature of an access token.",
  breaks: ["tokens.operations/global-sign-out"],
  apply({ idp }) {
    changePolicies(idp, "GlobalSignOut", () => ({ accessTokenSignatureHolds: () => true }))
  },
}
