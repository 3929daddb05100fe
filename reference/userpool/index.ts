import type { Operations } from "../operation.ts"
import { adminInitiateAuth, initiateAuth } from "./auth/initiate-auth.ts"
import { getTokensFromRefreshToken } from "./auth/refresh-flow.ts"
import { adminRespondToAuthChallenge, respondToAuthChallenge } from "./auth/respond.ts"
import {
  createUserPoolClient,
  deleteUserPoolClient,
  describeUserPoolClient,
  listUserPoolClients,
  updateUserPoolClient,
} from "./clients.ts"
import { adminConfirmSignUp, confirmSignUp } from "./confirm-sign-up.ts"
import {
  adminAddUserToGroup,
  adminListGroupsForUser,
  adminRemoveUserFromGroup,
  createGroup,
  deleteGroup,
  getGroup,
  listGroups,
  listUsersInGroup,
  updateGroup,
} from "./groups.ts"
import {
  addCustomAttributesOperation,
  createUserPool,
  deleteUserPool,
  describeUserPool,
  listUserPools,
  updateUserPool,
} from "./pools.ts"
import { resendConfirmationCode, signUp } from "./sign-up.ts"

/** The operations of cognito-idp. */
export const userPoolOperations: Operations = {
  AddCustomAttributes: addCustomAttributesOperation,
  AdminAddUserToGroup: adminAddUserToGroup,
  AdminConfirmSignUp: adminConfirmSignUp,
  AdminInitiateAuth: adminInitiateAuth,
  AdminListGroupsForUser: adminListGroupsForUser,
  AdminRemoveUserFromGroup: adminRemoveUserFromGroup,
  AdminRespondToAuthChallenge: adminRespondToAuthChallenge,
  ConfirmSignUp: confirmSignUp,
  CreateGroup: createGroup,
  CreateUserPool: createUserPool,
  CreateUserPoolClient: createUserPoolClient,
  DeleteGroup: deleteGroup,
  DeleteUserPool: deleteUserPool,
  DeleteUserPoolClient: deleteUserPoolClient,
  DescribeUserPool: describeUserPool,
  DescribeUserPoolClient: describeUserPoolClient,
  GetGroup: getGroup,
  GetTokensFromRefreshToken: getTokensFromRefreshToken,
  InitiateAuth: initiateAuth,
  ListGroups: listGroups,
  ListUserPoolClients: listUserPoolClients,
  ListUserPools: listUserPools,
  ListUsersInGroup: listUsersInGroup,
  ResendConfirmationCode: resendConfirmationCode,
  RespondToAuthChallenge: respondToAuthChallenge,
  SignUp: signUp,
  UpdateGroup: updateGroup,
  UpdateUserPool: updateUserPool,
  UpdateUserPoolClient: updateUserPoolClient,
}
