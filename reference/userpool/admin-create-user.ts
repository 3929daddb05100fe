import type {
  AdminCreateUserRequest,
  AdminCreateUserResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { fail, invalidParameter } from "../errors.ts"
import type { Context, Handler } from "../operation.ts"
import { requireConforming, toMap } from "./attributes.ts"
import { deliver } from "./delivery.ts"
import { listedUser } from "./listed-user.ts"
import { poolOf } from "./lookup.ts"
import { claimAlias, findUser } from "./names.ts"
import {
  newTemporaryPassword,
  policyRefusals,
  requirePolicy,
  setPassword,
  temporaryPasswordEnd,
} from "./passwords.ts"
import { metadataMember, runTrigger } from "./triggers.ts"
import type { User } from "./user.ts"
import type { UserPool } from "./user-pool.ts"
import { addUser, nameNewUser, requireFreeName } from "./users.ts"

/** A user with a temporary password, which an invitation tells (DIR-100 to DIR-103). */
export const adminCreateUser: Handler<AdminCreateUserRequest, AdminCreateUserResponse> = async (
  input,
  context,
) => {
  const pool = poolOf(context, input.UserPoolId)
  const password = input.TemporaryPassword ?? newTemporaryPassword(context, pool)
  requirePolicy(pool, password, policyRefusals.adminCreateUser)
  const user =
    input.MessageAction === "RESEND"
      ? userToInviteAgain(pool, input.Username)
      : await createUser(context, pool, input)
  setPassword(context, pool, user, password, temporaryPasswordEnd(context, pool))
  if (input.MessageAction !== "SUPPRESS") {
    const media = input.DesiredDeliveryMediums ?? ["SMS"]
    for (const attribute of ["email", "phone_number"] as const) {
      const isWanted = media.includes(attribute === "email" ? "EMAIL" : "SMS")
      if (!isWanted || !user.attributes.get(attribute)) continue
      // ClientMetadata goes to PreSignUp only (TRG-077).
      const secret = { temporaryPassword: password }
      await deliver(context, pool, user, { trigger: "AdminCreateUser", attribute, secret })
    }
  }
  return { User: listedUser(user) }
}

async function createUser(
  context: Context,
  pool: UserPool,
  input: Parameters<typeof adminCreateUser>[0],
): Promise<User> {
  const attributes = toMap(input.UserAttributes)
  const named = nameNewUser(context, pool, input.Username, attributes)
  for (const name of ["email", "phone_number"]) {
    if (attributes.get(`${name}_verified`)?.toLowerCase() === "true" && !attributes.get(name)) {
      invalidParameter(`${name} is required to be set when ${name}_verified is true`)
    }
  }
  requireConforming(pool, attributes, { required: false })
  requireFreeName(pool, input.Username, attributes, "User account already exists")
  await runTrigger(context, pool, {
    trigger: "PreSignUp",
    source: "_AdminCreateUser",
    userName: named.username,
    request: {
      userAttributes: Object.fromEntries(attributes),
      validationData: input.ValidationData ? Object.fromEntries(toMap(input.ValidationData)) : null,
      ...metadataMember(input.ClientMetadata),
    },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  })
  requireFreeName(pool, input.Username, attributes, "User account already exists")
  if (!pool.settings.UsernameAttributes) {
    const claim = { force: input.ForceAliasCreation ?? false, refusal: "UsernameExistsException" }
    for (const name of ["email", "phone_number"]) {
      if (attributes.get(`${name}_verified`) !== "true") continue
      claimAlias(pool, undefined, name, attributes.get(name), claim)
    }
    claimAlias(pool, undefined, "preferred_username", attributes.get("preferred_username"), claim)
  }
  return addUser(context, pool, { ...named, attributes, status: "FORCE_CHANGE_PASSWORD" })
}

function userToInviteAgain(pool: UserPool, username: string): User {
  const user = findUser(pool, username) ?? fail("UserNotFoundException", "User does not exist.")
  if (user.status !== "FORCE_CHANGE_PASSWORD") {
    fail(
      "UnsupportedUserStateException",
      `Resend not possible. ${user.username} status is not FORCE_CHANGE_PASSWORD`,
    )
  }
  return user
}
