import type {
  AdminDeleteUserAttributesRequest,
  AdminDeleteUserAttributesResponse,
  AdminDeleteUserRequest,
  AdminDisableUserRequest,
  AdminDisableUserResponse,
  AdminEnableUserRequest,
  AdminEnableUserResponse,
  AdminGetUserRequest,
  AdminGetUserResponse,
  AdminSetUserPasswordRequest,
  AdminSetUserPasswordResponse,
  AdminUpdateUserAttributesRequest,
  AdminUpdateUserAttributesResponse,
  AdminUserGlobalSignOutRequest,
  AdminUserGlobalSignOutResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Context, Handler } from "../operation.ts"
import { changeAttributes, deleteAttributes } from "./attribute-changes.ts"
import { requireChangeable, requireDeletable, toList, toMap } from "./attributes.ts"
import { poolOf } from "./lookup.ts"
import { mfaMembers } from "./mfa-preference.ts"
import { refile, userOf } from "./names.ts"
import {
  policyRefusals,
  requireNewPassword,
  requirePolicy,
  setPassword,
  temporaryPasswordEnd,
} from "./passwords.ts"
import type { User } from "./user.ts"
import type { UserPool } from "./user-pool.ts"
import { removeUser } from "./users.ts"

export const adminGetUser: Handler<AdminGetUserRequest, AdminGetUserResponse> = (input, context) => {
  const { user } = target(context, input)
  return {
    Username: user.username,
    UserAttributes: toList(user),
    UserCreateDate: new Date(user.created),
    UserLastModifiedDate: new Date(user.modified),
    Enabled: user.enabled,
    UserStatus: user.status,
    ...mfaMembers(user),
  }
}

export const adminDeleteUser: Handler<AdminDeleteUserRequest, void> = (input, context) => {
  const { pool, user } = target(context, input)
  removeUser(pool, user)
}

/** A permanent password confirms the user, whatever their state; another must be changed at the next sign-in (DIR-105). */
export const adminSetUserPassword: Handler<AdminSetUserPasswordRequest, AdminSetUserPasswordResponse> = (
  input,
  context,
) => {
  const { pool, user } = target(context, input)
  requirePolicy(pool, input.Password, policyRefusals.adminCreateUser)
  requireNewPassword(pool, user, input.Password)
  const permanent = input.Permanent ?? false
  setPassword(
    context,
    pool,
    user,
    input.Password,
    permanent ? undefined : temporaryPasswordEnd(context, pool),
  )
  user.status = permanent ? "CONFIRMED" : "FORCE_CHANGE_PASSWORD"
  user.failedSignIns = { count: 0, last: 0, lockedUntil: 0 }
  refile(pool, user)
  return {}
}

/** Revokes what the user signed in to before, too (DIR-107). */
export const adminDisableUser: Handler<AdminDisableUserRequest, AdminDisableUserResponse> = (
  input,
  context,
) => {
  const { pool, user } = target(context, input)
  user.enabled = false
  user.generation++
  user.modified = context.now(pool)
  return {}
}

export const adminEnableUser: Handler<AdminEnableUserRequest, AdminEnableUserResponse> = (input, context) => {
  const { pool, user } = target(context, input)
  user.enabled = true
  user.modified = context.now(pool)
  return {}
}

export const adminUserGlobalSignOut: Handler<
  AdminUserGlobalSignOutRequest,
  AdminUserGlobalSignOutResponse
> = (input, context) => {
  target(context, input).user.generation++
  return {}
}

export const adminUpdateUserAttributes: Handler<
  AdminUpdateUserAttributesRequest,
  AdminUpdateUserAttributesResponse
> = async (input, context) => {
  const { pool, user } = target(context, input)
  const attributes = toMap(input.UserAttributes)
  requireChangeable(pool, attributes)
  const blank = [...attributes].filter(([, value]) => value === "").map(([name]) => name)
  requireDeletable(pool, blank)
  await changeAttributes({ context, pool, user, attributes, clientMetadata: input.ClientMetadata })
  return {}
}

export const adminDeleteUserAttributes: Handler<
  AdminDeleteUserAttributesRequest,
  AdminDeleteUserAttributesResponse
> = (input, context) => {
  const { pool, user } = target(context, input)
  requireDeletable(pool, input.UserAttributeNames)
  deleteAttributes(context, pool, user, input.UserAttributeNames)
  return {}
}

function target(
  context: Context,
  { UserPoolId, Username }: { UserPoolId: string; Username: string },
): { pool: UserPool; user: User } {
  const pool = poolOf(context, UserPoolId)
  return { pool, user: userOf(pool, Username) }
}
