import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const getCredentialsTakesForgedLogins: Fault = {
  name: "get-credentials-takes-forged-logins",
  says: "GetCredentialsForIdentity does not look at the signature of an ID token.",
  breaks: ["tokens.logins/get-credentials", "identity.get-credentials/forged-token"],
  apply({ identity }) {
    changePolicies(identity, "GetCredentialsForIdentity", () => ({ idTokenSignatureHolds: () => true }))
  },
}
