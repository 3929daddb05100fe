import type {
  AdminConfirmSignUpRequest,
  AdminConfirmSignUpResponse,
  ConfirmSignUpRequest,
  ConfirmSignUpResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { fail, notAuthorized } from "../errors.ts"
import type { Context, Handler } from "../operation.ts"
import { hidesUsers } from "./client-settings.ts"
import { requireCode } from "./codes.ts"
import { clientOf, poolOf } from "./lookup.ts"
import { claimAlias, findUser, refile, userOf } from "./names.ts"
import { requireSecretHash } from "./secret-hash.ts"
import { eventAttributes, metadataMember, runTrigger } from "./triggers.ts"
import type { User } from "./user.ts"
import type { UserPool } from "./user-pool.ts"

export const confirmSignUp: Handler<ConfirmSignUpRequest, ConfirmSignUpResponse> = async (input, context) => {
  const { client, pool } = clientOf(context, input.ClientId)
  requireSecretHash(client, input.Username, input.SecretHash)
  const user = findUser(pool, input.Username)
  if (!user) {
    if (hidesUsers(client)) {
      fail("ExpiredCodeException", "Invalid code provided, please request a code again.")
    }
    fail("UserNotFoundException", "Username/client id combination not found.")
  }
  requireUnconfirmed(user)
  const force = input.ForceAliasCreation ?? false
  const { attribute } = requireCode(context, pool, user, "sign-up", input.ConfirmationCode)
  claimAlias(pool, user, attribute, user.attributes.get(attribute), { force })
  await context.policies.redeemCode(user, "sign-up")
  user.attributes.set(`${attribute}_verified`, "true")
  await confirmUser(context, pool, user, { force, clientId: client.id, clientMetadata: input.ClientMetadata })
  return {}
}

export const adminConfirmSignUp: Handler<AdminConfirmSignUpRequest, AdminConfirmSignUpResponse> = async (
  input,
  context,
) => {
  const pool = poolOf(context, input.UserPoolId)
  const user = userOf(pool, input.Username)
  requireUnconfirmed(user)
  await confirmUser(context, pool, user, { force: false, clientMetadata: input.ClientMetadata })
  return {}
}

/** How a user becomes confirmed. */
export type Confirmation = {
  /** Whether aliases are taken from whoever has them. */
  readonly force: boolean
  readonly clientId?: string
  readonly clientMetadata: Record<string, string> | undefined
}

/** Makes a user CONFIRMED and runs PostConfirmation; a failing function leaves the user confirmed (TRG-070). */
export async function confirmUser(
  context: Context,
  pool: UserPool,
  user: User,
  { force, clientId, clientMetadata }: Confirmation,
): Promise<void> {
  const preferred = user.attributes.get("preferred_username")
  const refusal = clientId === undefined ? "InvalidParameterException" : "AliasExistsException"
  claimAlias(pool, user, "preferred_username", preferred, { force, refusal })
  user.status = "CONFIRMED"
  user.modified = context.now(pool)
  refile(pool, user)
  await runTrigger(context, pool, {
    trigger: "PostConfirmation",
    source: "_ConfirmSignUp",
    userName: user.username,
    clientId,
    request: { userAttributes: eventAttributes(user), ...metadataMember(clientMetadata) },
  })
}

function requireUnconfirmed(user: User): void {
  if (user.status !== "UNCONFIRMED") {
    notAuthorized(`User cannot be confirmed. Current status is ${user.status}`)
  }
}
