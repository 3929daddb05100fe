import type { Context } from "../operation.ts"
import type { UserPool } from "./user-pool.ts"

/** A pool's key set (TOK-050). */
export function jwks(pool: UserPool): { keys: object[] } {
  return { keys: pool.keys.listed.map(({ publicJwk }) => publicJwk) }
}

/** A pool's OpenID configuration; without a domain its endpoints are at the API's host (TOK-054, TOK-055, OAU-007). */
export function discoveryDocument(context: Context, pool: UserPool): object {
  const issuer = context.issuer(pool.id)
  return {
    authorization_endpoint: `${issuer}/authorize`,
    end_session_endpoint: `${issuer}/logout`,
    id_token_signing_alg_values_supported: ["RS256"],
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    response_types_supported: ["code", "token"],
    revocation_endpoint: `${issuer}/revoke`,
    scopes_supported: ["openid", "email", "phone", "profile"],
    subject_types_supported: ["public"],
    token_endpoint: `${issuer}/token`,
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    userinfo_endpoint: `${issuer}/userInfo`,
  }
}
