import type { Fault } from "../fault.ts"

export const unknownKidTrusted: Fault = {
  name: "unknown-kid-trusted",
  says: "Where no key of the pool has the token's kid, the signature is not checked.",
  breaks: ["tokens.forged/unknown-kid"],
  apply({ policies }) {
    const { accessTokenSignatureHolds } = policies
    policies.accessTokenSignatureHolds = (token, keys) =>
      (token.header.alg === "RS256" && !keys.some(({ kid }) => kid === token.header.kid)) ||
      accessTokenSignatureHolds(token, keys)
  },
}
