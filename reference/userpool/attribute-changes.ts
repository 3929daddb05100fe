import type { CodeDeliveryDetailsType } from "@aws-sdk/client-cognito-identity-provider"
import type { Context, Given } from "../operation.ts"
import { issueCode } from "./codes.ts"
import { deliver } from "./delivery.ts"
import { claimAlias, nameAttributes, refile } from "./names.ts"
import type { User } from "./user.ts"
import type { UserPool } from "./user-pool.ts"

/** A call that changes attributes. */
export type AttributeChange = {
  readonly context: Context
  readonly pool: UserPool
  readonly user: User
  /** By name; a blank value takes the attribute away. */
  readonly attributes: ReadonlyMap<string, string>
  readonly clientId?: string
  readonly clientMetadata: Record<string, string> | undefined
}

/**
 * Changes attributes of a user. A new e-mail address or phone number is unverified unless the same change says
 * otherwise; where the pool verifies it, a code is sent, and where it wants that first, the old value stays until then
 * (DIR-075). Returns where codes went.
 */
export async function changeAttributes(change: AttributeChange): Promise<Given<CodeDeliveryDetailsType>[]> {
  const { context, pool, user, attributes } = change
  requireFreeAliases(change)
  const sent: Given<CodeDeliveryDetailsType>[] = []
  const toVerify: ("email" | "phone_number")[] = []
  for (const [name, value] of attributes) {
    if ((name === "email" || name === "phone_number") && user.attributes.get(name) !== value) {
      const isVerified = attributes.get(`${name}_verified`) === "true"
      const mustVerify = pool.settings.AutoVerifiedAttributes?.includes(name) && value !== "" && !isVerified
      if (mustVerify) toVerify.push(name)
      if (mustVerify && verifiesFirst(pool, name)) {
        user.pendingAttributes.set(name, value)
        continue
      }
      user.pendingAttributes.delete(name)
      if (!isVerified) user.attributes.set(`${name}_verified`, "false")
    }
    setAttribute(user, name, value)
  }
  user.modified = context.now(pool)
  refile(pool, user)
  for (const name of toVerify) sent.push(await sendAttributeCode(change, name, "UpdateUserAttribute"))
  return sent
}

/** Sends a code that verifies an attribute's new, or present, value. */
export function sendAttributeCode(
  { context, pool, user, clientId, clientMetadata }: Omit<AttributeChange, "attributes">,
  attribute: "email" | "phone_number",
  trigger: "UpdateUserAttribute" | "VerifyUserAttribute",
): Promise<Given<CodeDeliveryDetailsType>> {
  const code = issueCode(context, pool, user, attribute, attribute)
  const pending = user.pendingAttributes.get(attribute)
  return deliver(context, pool, user, {
    trigger,
    attribute,
    ...(pending !== undefined && { to: pending }),
    secret: { code },
    clientId,
    clientMetadata,
  })
}

/** Takes attributes away from a user. */
export function deleteAttributes(
  context: Context,
  pool: UserPool,
  user: User,
  names: readonly string[],
): void {
  for (const name of names) setAttribute(user, name, "")
  user.modified = context.now(pool)
  refile(pool, user)
}

function setAttribute(user: User, name: string, value: string): void {
  if (value !== "") {
    user.attributes.set(name, value)
    return
  }
  user.attributes.delete(name)
  if (name === "email" || name === "phone_number") user.attributes.delete(`${name}_verified`)
}

function requireFreeAliases({ pool, user, attributes }: AttributeChange): void {
  for (const name of nameAttributes(pool)) {
    const value = attributes.get(name)
    const counts =
      pool.settings.UsernameAttributes ||
      name === "preferred_username" ||
      attributes.get(`${name}_verified`) === "true"
    if (value && counts) claimAlias(pool, user, name, value)
  }
}

function verifiesFirst(pool: UserPool, name: "email" | "phone_number"): boolean {
  const { UserAttributeUpdateSettings } = pool.settings
  return UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate?.includes(name) ?? false
}
