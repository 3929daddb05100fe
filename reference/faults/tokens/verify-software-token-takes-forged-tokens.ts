import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const verifySoftwareTokenTakesForgedTokens: Fault = {
  name: "verify-software-token-takes-forged-tokens",
  says: "VerifySoftwareToken does not look at the signature of an access token.",
  breaks: ["tokens.operations/verify-software-token"],
  apply({ idp }) {
    changePolicies(idp, "VerifySoftwareToken", () => ({ accessTokenSignatureHolds: () => true }))
  },
}
