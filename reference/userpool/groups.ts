import type {
  AdminAddUserToGroupRequest,
  AdminListGroupsForUserRequest,
  AdminListGroupsForUserResponse,
  AdminRemoveUserFromGroupRequest,
  CreateGroupRequest,
  CreateGroupResponse,
  DeleteGroupRequest,
  GetGroupRequest,
  GetGroupResponse,
  ListGroupsRequest,
  ListGroupsResponse,
  ListUsersInGroupRequest,
  ListUsersInGroupResponse,
  UpdateGroupRequest,
  UpdateGroupResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { fail } from "../errors.ts"
import type { Handler } from "../operation.ts"
import { listedUser } from "./listed-user.ts"
import { poolOf } from "./lookup.ts"
import { userOf } from "./names.ts"
import { page } from "./pagination.ts"
import type { User } from "./user.ts"
import type { Group, UserPool } from "./user-pool.ts"

const defaultListed = 60

export const createGroup: Handler<CreateGroupRequest, CreateGroupResponse> = (input, context) => {
  const pool = poolOf(context, input.UserPoolId)
  if (pool.groups.has(input.GroupName)) {
    fail("GroupExistsException", "A group with the name already exists.")
  }
  const now = new Date(context.now(pool))
  const group: Group = { ...input, CreationDate: now, LastModifiedDate: now }
  pool.groups.set(input.GroupName, group)
  return { Group: group }
}

export const getGroup: Handler<GetGroupRequest, GetGroupResponse> = (input, context) => ({
  Group: groupOf(poolOf(context, input.UserPoolId), input.GroupName),
})

/** Members that are left out keep their values. */
export const updateGroup: Handler<UpdateGroupRequest, UpdateGroupResponse> = (input, context) => {
  const pool = poolOf(context, input.UserPoolId)
  const group = groupOf(pool, input.GroupName)
  Object.assign(group, input, { LastModifiedDate: new Date(context.now(pool)) })
  return { Group: group }
}

export const deleteGroup: Handler<DeleteGroupRequest, void> = (input, context) => {
  const pool = poolOf(context, input.UserPoolId)
  groupOf(pool, input.GroupName)
  pool.groups.delete(input.GroupName)
  for (const user of pool.users.values()) user.groups.delete(input.GroupName)
}

export const listGroups: Handler<ListGroupsRequest, ListGroupsResponse> = (input, context) => {
  const pool = poolOf(context, input.UserPoolId)
  const { items, next } = page([...pool.groups.values()], input.Limit ?? defaultListed, input.NextToken)
  return { Groups: items, ...(next && { NextToken: next }) }
}

export const adminAddUserToGroup: Handler<AdminAddUserToGroupRequest, void> = (input, context) => {
  const pool = poolOf(context, input.UserPoolId)
  const group = groupOf(pool, input.GroupName)
  userOf(pool, input.Username).groups.add(group.GroupName)
}

export const adminRemoveUserFromGroup: Handler<AdminRemoveUserFromGroupRequest, void> = (input, context) => {
  const pool = poolOf(context, input.UserPoolId)
  const group = groupOf(pool, input.GroupName)
  userOf(pool, input.Username).groups.delete(group.GroupName)
}

export const adminListGroupsForUser: Handler<
  AdminListGroupsForUserRequest,
  AdminListGroupsForUserResponse
> = (input, context) => {
  const pool = poolOf(context, input.UserPoolId)
  const groups = groupsOf(pool, userOf(pool, input.Username))
  const { items, next } = page(groups, input.Limit ?? defaultListed, input.NextToken)
  return { Groups: items, ...(next && { NextToken: next }) }
}

export const listUsersInGroup: Handler<ListUsersInGroupRequest, ListUsersInGroupResponse> = (
  input,
  context,
) => {
  const pool = poolOf(context, input.UserPoolId)
  groupOf(pool, input.GroupName)
  const members = [...pool.users.values()].filter((user) => user.groups.has(input.GroupName))
  const { items, next } = page(members, input.Limit ?? defaultListed, input.NextToken)
  return { Users: items.map((user) => listedUser(user)), ...(next && { NextToken: next }) }
}

/**
 * What a user's groups put into tokens: names by precedence, their roles, and the role of the lowest precedence unless
 * groups of that precedence disagree (DIR-176, TOK-010, TOK-035).
 */
export function groupClaims(
  pool: UserPool,
  user: User,
): { groups: string[]; roles: string[]; preferredRole: string | undefined } {
  if (user.groups.size === 0) return { groups: [], roles: [], preferredRole: undefined }
  const groups = groupsOf(pool, user)
  const withRole = groups.filter(({ RoleArn }) => RoleArn)
  const foremost = withRole.filter((group) => precedence(group) === precedence(withRole[0]!))
  const preferred = new Set(foremost.map(({ RoleArn }) => RoleArn!))
  return {
    groups: groups.map(({ GroupName }) => GroupName),
    roles: [...new Set(withRole.map(({ RoleArn }) => RoleArn!))],
    preferredRole: preferred.size === 1 ? [...preferred][0] : undefined,
  }
}

function groupsOf(pool: UserPool, user: User): Group[] {
  const groups = [...user.groups].map((name) => pool.groups.get(name)!)
  return groups.sort((a, b) => precedence(a) - precedence(b) || 0)
}

/** Lower wins; a group without precedence comes last. */
function precedence(group: Group): number {
  return group.Precedence ?? Number.MAX_SAFE_INTEGER
}

function groupOf(pool: UserPool, name: string): Group {
  return pool.groups.get(name) ?? fail("ResourceNotFoundException", "Group not found.")
}
