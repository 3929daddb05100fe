import type { Fault } from "./fault.ts"

export const unsignedTokensAccepted: Fault = {
  name: "unsigned-tokens-accepted",
  says: 'An access token with `"alg":"none"` passes without a signature.',
  breaks: ["tokens.forgery/alg-none"],
  apply({ policies }) {
    const { accessTokenSignatureHolds } = policies
    policies.accessTokenSignatureHolds = (token, keys) =>
      String(token.header.alg).toLowerCase() === "none" || accessTokenSignatureHolds(token, keys)
  },
}
