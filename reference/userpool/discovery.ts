import type { Context } from "../operation.ts"
import type { UserPool } from "./user-pool.ts"

/** A pool's key set (TOK-050). */
export function jwks(pool: UserPool): { keys: object[] } {
  return { keys: pool.keys.listed.map(({ publicJwk }) => publicJwk) }
}

/** A pool's OpenID configuration; a pool without a domain names no endpoints (TOK-054, TOK-055). */
export function discoveryDocument(context: Context, pool: UserPool): object {
  const issuer = context.issuer(pool.id)
  return {
    id_token_signing_alg_values_supported: ["RS256"],
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    response_types_supported: ["code", "token"],
    scopes_supported: ["openid", "email", "phone", "profile"],
    subject_types_supported: ["public"],
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
  }
}
