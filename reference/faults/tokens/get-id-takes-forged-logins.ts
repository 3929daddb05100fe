import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const getIdTakesForgedLogins: Fault = {
  name: "get-id-takes-forged-logins",
  says: "GetId does not look at the signature of an ID token.",
  breaks: ["tokens.logins/get-id", "identity.get-id/forged-token"],
  apply({ identity }) {
    changePolicies(identity, "GetId", () => ({ idTokenSignatureHolds: () => true }))
  },
}
