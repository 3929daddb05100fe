import { fail, notAuthorized } from "../errors.ts"
import type { Context } from "../operation.ts"
import type { Client } from "./client.ts"
import { isRevoked } from "./sign-in.ts"
import { apiScope } from "./tokens.ts"
import type { User } from "./user.ts"
import type { UserPool } from "./user-pool.ts"

/** Whose access token a request carries. */
export type Bearer = { readonly pool: UserPool; readonly user: User; readonly client: Client }

/**
 * Judges the access token of a call that needs one. Throws NotAuthorizedException (TOK-061 to TOK-065), and
 * UserNotFoundException when its user is gone, but for the operations whose model has no such error: there the token
 * of a user who is `gone` counts as revoked.
 */
export function bearerOf(context: Context, token: string, { gone }: { gone?: "revoked" } = {}): Bearer {
  const jwt = context.policies.readAccessToken(token)
  if (!jwt) {
    notAuthorized(
      token.includes(".") ? "Invalid Access Token" : "Could not verify signature for Access Token",
    )
  }
  const claims = jwt.payload
  const poolId = String(claims.iss).split("/").at(-1)!
  const pool = context.store.userPools.get(poolId)
  if (
    !pool ||
    claims.iss !== context.issuer(pool.id) ||
    !context.policies.accessTokenSignatureHolds(jwt, pool.keys.listed)
  ) {
    notAuthorized("Could not verify signature for Access Token")
  }
  if (claims.token_use !== "access") notAuthorized("Invalid Access Token")
  if (Number(claims.exp) * 1000 <= context.now(pool)) notAuthorized("Access Token has expired")
  if (!String(claims.scope).split(" ").includes(apiScope)) {
    notAuthorized("Access Token does not have required scopes")
  }
  const user = pool.names.get(`sub:${claims.sub}`)
  if (!user && gone !== "revoked") fail("UserNotFoundException", "User does not exist.")
  const signIn = pool.signIns.get(String(claims.event_id))
  if (!user || !signIn || isRevoked(signIn)) notAuthorized("Access Token has been revoked")
  if (!user.enabled) notAuthorized("User is disabled.")
  return { pool, user, client: signIn.client }
}
