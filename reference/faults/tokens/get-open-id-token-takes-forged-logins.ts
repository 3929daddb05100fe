import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const getOpenIdTokenTakesForgedLogins: Fault = {
  name: "get-open-id-token-takes-forged-logins",
  says: "GetOpenIdToken does not look at the signature of an ID token.",
  breaks: ["tokens.logins/get-open-id-token"],
  apply({ identity }) {
    changePolicies(identity, "GetOpenIdToken", () => ({ idTokenSignatureHolds: () => true }))
  },
}
