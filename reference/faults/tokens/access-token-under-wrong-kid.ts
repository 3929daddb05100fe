import { signJwt, verifySignature } from "../../crypto/jws.ts"
import type { Fault } from "../fault.ts"
import { unverifiableAccessTokens } from "./unverifiable.ts"

export const accessTokenUnderWrongKid: Fault = {
  name: "access-token-under-wrong-kid",
  says: "An access token is signed with another key than that of its kid.",
  breaks: [...unverifiableAccessTokens, "tokens.rotation/withdrawn-refused"],
  apply({ policies }) {
    const { signToken } = policies
    policies.signToken = (claims, use, pool, signIn) =>
      use === "access"
        ? signJwt(claims, pool.keys.id, { kid: pool.keys.access.kid, alg: "RS256" })
        : signToken(claims, use, pool, signIn)
    policies.accessTokenSignatureHolds = (token, keys) =>
      keys.some(({ publicKey }) => verifySignature(token, publicKey))
  },
}
