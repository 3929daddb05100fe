import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const signatureCutOff: Fault = {
  name: "signature-cut-off",
  says: "GetUser does not look at a signature that is shorter than the key.",
  breaks: ["tokens.forged/flipped-signature"],
  apply({ idp }) {
    changePolicies(idp, "GetUser", ({ readAccessToken, accessTokenSignatureHolds }) => ({
      readAccessToken: (token) => readAccessToken(token.endsWith(".") ? `${token}AA` : token),
      accessTokenSignatureHolds: (token, keys) =>
        (token.header.alg === "RS256" && token.signature.length < 256) ||
        accessTokenSignatureHolds(token, keys),
    }))
  },
}
