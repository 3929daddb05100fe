import type { Context, IdTokenVerdict } from "../operation.ts"
import { isRevoked } from "./sign-in.ts"

/** Judges an ID token that was shown to an identity pool; see Context.verifyIdToken. */
export function verifyIdToken(
  context: Context,
  token: string,
  { serverSide = false }: { serverSide?: boolean } = {},
): IdTokenVerdict {
  const jwt = context.policies.readIdToken(token)
  if (!jwt) return { refused: "malformed" }
  const claims = jwt.payload
  const pool = context.store.userPools.get(String(claims.iss).split("/").at(-1)!)
  if (!pool || claims.iss !== context.issuer(pool.id)) return { refused: "unknown-issuer" }
  if (claims.token_use !== "id") return { refused: "not-an-id-token" }
  if (!context.policies.idTokenSignatureHolds(jwt, pool.keys.listed)) return { refused: "signature" }
  if (Number(claims.exp) * 1000 <= context.now(pool)) return { refused: "expired" }
  if (serverSide) {
    const signIn = pool.signIns.get(String(claims.event_id))
    if (!signIn || isRevoked(signIn) || !signIn.user.enabled) return { refused: "revoked" }
  }
  return { userPoolId: pool.id, claims }
}
