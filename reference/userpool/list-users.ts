import type { ListUsersRequest, ListUsersResponse } from "@aws-sdk/client-cognito-identity-provider"
import { invalidParameter } from "../errors.ts"
import type { Handler } from "../operation.ts"
import { toList } from "./attributes.ts"
import { listedUser } from "./listed-user.ts"
import { poolOf } from "./lookup.ts"
import { page } from "./pagination.ts"
import type { User } from "./user.ts"
import { parseFilter } from "./user-filter.ts"

const defaultListed = 60

export const listUsers: Handler<ListUsersRequest, ListUsersResponse> = (input, context) => {
  const pool = poolOf(context, input.UserPoolId)
  const wanted = input.AttributesToGet
  const matches = parseFilter(input.Filter ?? "")
  const users = [...pool.users.values()].filter(matches)
  const { items, next } = page(users, input.Limit || defaultListed, input.PaginationToken)
  const unknown = wanted?.some((name) => !pool.schema.some(({ Name }) => Name === name))
  if (unknown || !items.every((user) => wanted?.every((name) => user.attributes.has(name)) ?? true)) {
    invalidParameter("One or more requested attributes do not exist.")
  }
  return {
    Users: items.map((user) => listedUser(user, wanted ? pick(user, wanted) : undefined)),
    ...(next && { PaginationToken: next }),
  }
}

function pick(user: User, names: readonly string[]) {
  return toList(user).filter(({ Name }) => names.includes(Name))
}
