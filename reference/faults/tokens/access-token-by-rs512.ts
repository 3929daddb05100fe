import { signJwt, verifySignature } from "../../crypto/jws.ts"
import type { Fault } from "../fault.ts"
import { unverifiableAccessTokens } from "./unverifiable.ts"

export const accessTokenByRs512: Fault = {
  name: "access-token-by-rs512",
  says: "Access tokens are signed by RS512.",
  breaks: [...unverifiableAccessTokens, "tokens.header/algorithm"],
  apply({ policies }) {
    const { signToken, accessTokenSignatureHolds } = policies
    policies.signToken = (claims, use, pool, signIn) =>
      use === "access"
        ? signJwt(claims, pool.keys.access, { kid: pool.keys.access.kid, alg: "RS512" })
        : signToken(claims, use, pool, signIn)
    policies.accessTokenSignatureHolds = (token, keys) =>
      accessTokenSignatureHolds(token, keys) ||
      keys.some(({ publicKey }) => verifySignature(token, publicKey))
  },
}
