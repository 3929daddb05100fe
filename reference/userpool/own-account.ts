import type {
  AuthFactorType,
  DeleteUserRequest,
  GetUserAuthFactorsRequest,
  GetUserAuthFactorsResponse,
  GetUserRequest,
  GetUserResponse,
  GlobalSignOutRequest,
  GlobalSignOutResponse,
  RevokeTokenRequest,
  RevokeTokenResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { readJwt } from "../crypto/jws.ts"
import { fail, invalidParameter } from "../errors.ts"
import type { Handler } from "../operation.ts"
import { bearerOf } from "./access-token.ts"
import { toList } from "./attributes.ts"
import { mfaMembers } from "./mfa-preference.ts"
import { removeUser } from "./users.ts"

export const getUser: Handler<GetUserRequest, GetUserResponse> = (input, context) => {
  const { user, client } = bearerOf(context, input.AccessToken)
  return { Username: user.username, UserAttributes: toList(user, client), ...mfaMembers(user) }
}

/** How the user can begin a sign-in, and their second factors (AUTH-070). */
export const getUserAuthFactors: Handler<GetUserAuthFactorsRequest, GetUserAuthFactorsResponse> = (
  input,
  context,
) => {
  const { pool, user } = bearerOf(context, input.AccessToken)
  const allowed = pool.settings.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? []
  const has: Partial<Record<AuthFactorType, boolean>> = {
    PASSWORD: user.password !== undefined,
    EMAIL_OTP: user.attributes.get("email_verified") === "true",
    SMS_OTP: user.attributes.get("phone_number_verified") === "true",
  }
  return {
    Username: user.username,
    ConfiguredUserAuthFactors: allowed.filter((factor) => has[factor]),
    ...mfaMembers(user),
  }
}

export const deleteUser: Handler<DeleteUserRequest, void> = (input, context) => {
  const { pool, user } = bearerOf(context, input.AccessToken)
  removeUser(pool, user)
}

/** Ends every sign-in of the user; the user can sign in again (TOK-069). */
export const globalSignOut: Handler<GlobalSignOutRequest, GlobalSignOutResponse> = (input, context) => {
  const { user } = bearerOf(context, input.AccessToken, { gone: "revoked" })
  user.generation++
  return {}
}

/** Ends the sign-in that a refresh token comes from; an unknown token is no error (TOK-067, TOK-068). */
export const revokeToken: Handler<RevokeTokenRequest, RevokeTokenResponse> = (input, context) => {
  const client = context.store.clients.get(input.ClientId)
  if (!client) return invalidParameter("Invalid client id.")
  if (client.secret !== undefined && client.secret !== input.ClientSecret) {
    fail("UnauthorizedException", "Invalid client secret.")
  }
  if (!client.settings.EnableTokenRevocation) {
    fail("UnsupportedOperationException", "Token revocation is not enabled for this client.")
  }
  const token = context.store.userPools.get(client.userPoolId)?.refreshTokens.get(input.Token)
  if (!token && readJwt(input.Token)) {
    fail("UnsupportedTokenTypeException", "Only refresh tokens can be revoked.")
  }
  if (token && token.signIn.client !== client) fail("UnauthorizedException", "The token is another client's.")
  if (token) context.policies.revoke(token.signIn)
  return {}
}
