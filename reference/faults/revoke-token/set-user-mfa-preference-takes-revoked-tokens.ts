import type { Fault } from "../fault.ts"
import { takeRevoked } from "../sign-ins.ts"

export const setUserMfaPreferenceTakesRevokedTokens: Fault = {
  name: "set-user-mfa-preference-takes-revoked-tokens",
  says: "SetUserMFAPreference takes access tokens that were revoked.",
  breaks: ["tokens.revoked/set-user-mfa-preference"],
  apply({ idp }) {
    takeRevoked(idp, "SetUserMFAPreference")
  },
}
