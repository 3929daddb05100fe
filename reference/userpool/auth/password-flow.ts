import { findUser } from "../names.ts"
import { passwordIs } from "../passwords.ts"
import { requireSecretHash } from "../secret-hash.ts"
import type { AuthAnswer } from "./complete.ts"
import {
  afterPassword,
  preAuthenticate,
  refusePassword,
  refuseUnknown,
  requireCanSignIn,
  requireUnlocked,
} from "./first-factor.ts"
import type { FlowStart } from "./flow.ts"
import { requiredAnswer } from "./responder.ts"
import { migrateUser } from "./user-migration.ts"

/** USER_PASSWORD_AUTH and its administrators' names (AUTH-025 to AUTH-028). */
export async function startPasswordFlow(start: FlowStart): Promise<AuthAnswer> {
  const { context, pool, client, parameters, clientMetadata } = start
  const username = requiredAnswer(parameters, "USERNAME")
  const password = requiredAnswer(parameters, "PASSWORD")
  requireSecretHash(client, username, parameters.SECRET_HASH)
  const user =
    findUser(pool, username) ?? (await migrateUser(start, username, password)) ?? refuseUnknown(client)
  requireCanSignIn(user)
  const attempt = {
    context,
    pool,
    client,
    user,
    source: "Authentication",
    clientMetadata: undefined,
    device: start.device,
  } as const
  await preAuthenticate(attempt, clientMetadata)
  requireUnlocked(context, pool, user)
  if (!passwordIs(pool, user, password)) refusePassword(context, pool, user)
  return afterPassword(attempt)
}
