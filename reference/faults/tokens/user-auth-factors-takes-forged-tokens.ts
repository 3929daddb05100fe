import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const userAuthFactorsTakesForgedTokens: Fault = {
  name: "user-auth-factors-takes-forged-tokens",
  says: "GetUserAuthFactors does not look at the signature of an access token.",
  breaks: ["tokens.operations/user-auth-factors"],
  apply({ idp }) {
    changePolicies(idp, "GetUserAuthFactors", () => ({ accessTokenSignatureHolds: () => true }))
  },
}
