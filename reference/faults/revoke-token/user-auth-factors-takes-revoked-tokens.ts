import type { Fault } from "../fault.ts"
import { takeRevoked } from "../sign-ins.ts"

export const userAuthFactorsTakesRevokedTokens: Fault = {
  name: "user-auth-factors-takes-revoked-tokens",
  says: "GetUserAuthFactors takes access tokens that were revoked.",
  breaks: ["tokens.revoked/user-auth-factors"],
  apply({ idp }) {
    takeRevoked(idp, "GetUserAuthFactors")
  },
}
