import type { InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { notAuthorized } from "../../errors.ts"
import type { Given } from "../../operation.ts"
import { tokenLifetimes } from "../client-settings.ts"
import { deviceOf } from "../devices.ts"
import { issueTokens, newRefreshToken, newSignIn } from "../tokens.ts"
import { eventAttributes, metadataMember, runTrigger } from "../triggers.ts"
import type { Attempt } from "./session.ts"

/** What the sign-in operations answer. */
export type AuthAnswer = Given<InitiateAuthResponse>

/** Ends a sign-in: PostAuthentication, then tokens (AUTH-004). */
export async function complete(attempt: Attempt): Promise<AuthAnswer> {
  const { context, pool, user, client, clientMetadata } = attempt
  if (attempt.userNotFound) notAuthorized("Incorrect username or password.")
  const { device, metadata } = deviceOf(context, pool, user, attempt.device)
  await runTrigger(context, pool, {
    trigger: "PostAuthentication",
    source: "_Authentication",
    userName: user.username,
    clientId: client.id,
    request: {
      userAttributes: eventAttributes(user),
      newDeviceUsed: metadata !== undefined,
      ...metadataMember(clientMetadata),
    },
  })
  const signIn = newSignIn(context, pool, user, client, device)
  const tokens = await issueTokens(context, pool, signIn, attempt.source, clientMetadata)
  const expires = context.now(pool) + tokenLifetimes(client.settings).refresh * 1000
  return {
    AuthenticationResult: {
      ...tokens,
      RefreshToken: newRefreshToken(context, pool, signIn, expires),
      ...(metadata && { NewDeviceMetadata: metadata }),
    },
    ChallengeParameters: {},
  }
}
