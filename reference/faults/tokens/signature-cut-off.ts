import type { Fault } from "../fault.ts"

export const signatureCutOff: Fault = {
  name: "signature-cut-off",
  says: "A signature that is shorter than the key is not looked at.",
  breaks: ["tokens.forged/flipped-signature"],
  apply({ policies }) {
    const { readAccessToken, accessTokenSignatureHolds } = policies
    policies.readAccessToken = (token) => readAccessToken(token.endsWith(".") ? `${token}AA` : token)
    policies.accessTokenSignatureHolds = (token, keys) =>
      (token.header.alg === "RS256" && token.signature.length < 256) || accessTokenSignatureHolds(token, keys)
  },
}
