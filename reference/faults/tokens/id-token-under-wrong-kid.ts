import { signJwt, verifySignature } from "../../crypto/jws.ts"
import type { Fault } from "../fault.ts"
import { unverifiableIdTokens } from "./unverifiable.ts"

export const idTokenUnderWrongKid: Fault = {
  name: "id-token-under-wrong-kid",
  says: "An ID token is signed with another key than that of its kid.",
  breaks: [...unverifiableIdTokens],
  apply({ policies }) {
    const { signToken } = policies
    policies.signToken = (claims, use, pool, signIn) =>
      use === "id"
        ? signJwt(claims, pool.keys.access, { kid: pool.keys.id.kid, alg: "RS256" })
        : signToken(claims, use, pool, signIn)
    policies.idTokenSignatureHolds = (token, keys) =>
      keys.some(({ publicKey }) => verifySignature(token, publicKey))
  },
}
