import type { Fault } from "./fault.ts"

export const unsignedTokensAccepted: Fault = {
  name: "unsigned-tokens-accepted",
  says: 'An access token with `"alg":"none"` passes without a signature.',
  breaks: ["tokens.forged/alg-none", "tokens.forged/update-attributes"],
  apply({ policies }) {
    const { readAccessToken, accessTokenSignatureHolds } = policies
    // The signature of an unsigned token is empty, which the reader takes for no token at all.
    policies.readAccessToken = (token) => readAccessToken(token.endsWith(".") ? `${token}AA` : token)
    policies.accessTokenSignatureHolds = (token, keys) =>
      String(token.header.alg).toLowerCase() === "none" || accessTokenSignatureHolds(token, keys)
  },
}
