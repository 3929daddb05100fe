import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const setUserMfaPreferenceTakesForgedTokens: Fault = {
  name: "set-user-mfa-preference-takes-forged-tokens",
  says: "SetUserMFAPreference does not look at the signature of an access token.",
  breaks: ["tokens.operations/set-user-mfa-preference"],
  apply({ idp }) {
    changePolicies(idp, "SetUserMFAPreference", () => ({ accessTokenSignatureHolds: () => true }))
  },
}
