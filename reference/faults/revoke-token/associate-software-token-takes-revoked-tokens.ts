import type { Fault } from "../fault.ts"
import { takeRevoked } from "../sign-ins.ts"

export const associateSoftwareTokenTakesRevokedTokens: Fault = {
  name: "associate-software-token-takes-revoked-tokens",
  says: "AssociateSoftwareToken takes access tokens that were revoked.",
  breaks: ["tokens.revoked/associate-software-token"],
  apply({ idp }) {
    takeRevoked(idp, "AssociateSoftwareToken")
  },
}
