import type { UserType } from "@aws-sdk/client-cognito-identity-provider"
import type { Given } from "../operation.ts"
import { toList } from "./attributes.ts"
import type { User } from "./user.ts"

/** A user as lists and AdminCreateUser show it (DIR-077). */
export function listedUser(user: User, attributes = toList(user)): Given<UserType> {
  return {
    Username: user.username,
    Attributes: attributes,
    UserCreateDate: new Date(user.created),
    UserLastModifiedDate: new Date(user.modified),
    Enabled: user.enabled,
    UserStatus: user.status,
  }
}
