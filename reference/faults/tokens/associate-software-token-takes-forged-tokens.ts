import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const associateSoftwareTokenTakesForgedTokens: Fault = {
  name: "associate-software-token-takes-forged-tokens",
  says: "AssociateSoftwareToken does not look at the signature of an access token.",
  breaks: ["tokens.operations/associate-software-token"],
  apply({ idp }) {
    changePolicies(idp, "AssociateSoftwareToken", () => ({ accessTokenSignatureHolds: () => true }))
  },
}
