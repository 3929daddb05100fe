import { fail, notAuthorized, ServiceError } from "../../errors.ts"
import type { Context } from "../../operation.ts"
import { requireConforming } from "../attributes.ts"
import { claimAlias, refile } from "../names.ts"
import { setPassword } from "../passwords.ts"
import { metadataMember, runTrigger } from "../triggers.ts"
import type { User } from "../user.ts"
import type { UserPool } from "../user-pool.ts"
import { addUser, nameNewUser, requireFreeName } from "../users.ts"
import type { FlowStart } from "./flow.ts"

/**
 * Takes an unknown user over from another directory, by the pool's UserMigration function; undefined when there is none
 * or it knows no such user (TRG-101 to TRG-107). Without a password it is ForgotPassword that asks.
 */
export async function migrateUser(
  { context, pool, client, clientMetadata }: Omit<FlowStart, "parameters" | "device">,
  name: string,
  password?: string,
): Promise<User | undefined> {
  const response = await runTrigger(context, pool, {
    trigger: "UserMigration",
    source: password === undefined ? "_ForgotPassword" : "_Authentication",
    userName: name,
    clientId: client.id,
    request:
      password === undefined
        ? { validationData: null, ...metadataMember(clientMetadata) }
        : { password, validationData: clientMetadata ?? null },
    response: {
      userAttributes: null,
      forceAliasCreation: null,
      finalUserStatus: null,
      messageAction: null,
      desiredDeliveryMediums: null,
    },
  })
  const attributes = response?.userAttributes as Record<string, string> | null | undefined
  if (!response || !attributes) return undefined
  if ("sub" in attributes) notAuthorized("Incorrect username or password.")
  try {
    return addMigrated(context, pool, { name, password, given: attributes, response })
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    return fail("UserLambdaValidationException", `Exception migrating user in app client ${client.id}`)
  }
}

function addMigrated(
  context: Context,
  pool: UserPool,
  {
    name,
    password,
    given,
    response,
  }: {
    name: string
    password: string | undefined
    given: Record<string, string>
    response: Record<string, unknown>
  },
): User {
  const attributes = new Map(
    Object.entries(given)
      .filter(([key]) => key !== "username" && !key.startsWith("cognito:"))
      .map(([key, value]) => [key, String(value)]),
  )
  const named = nameNewUser(context, pool, given.username ?? name, attributes)
  requireConforming(pool, attributes, { required: false })
  requireFreeName(pool, named.username, attributes, "User already exists")
  const force = response.forceAliasCreation === true
  for (const attribute of ["email", "phone_number"]) {
    if (attributes.get(`${attribute}_verified`) !== "true") continue
    claimAlias(pool, undefined, attribute, attributes.get(attribute), { force })
  }
  const status = response.finalUserStatus === "CONFIRMED" ? "CONFIRMED" : "RESET_REQUIRED"
  const user = addUser(context, pool, { ...named, attributes, status })
  if (password !== undefined) setPassword(context, pool, user, password)
  if (response.enableSMSMFA === true) user.mfa.enabled.add("SMS_MFA")
  refile(pool, user)
  return user
}
