import type {
  AdminConfirmSignUpRequest,
  AdminConfirmSignUpResponse,
  AdminGetUserRequest,
  AdminGetUserResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { poolOf } from "../../userpool/lookup.ts"
import { userOf } from "../../userpool/names.ts"
import type { User } from "../../userpool/user.ts"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const adminConfirmVerifies: Fault = {
  name: "admin-confirm-verifies",
  says: "The address of whom AdminConfirmSignUp confirmed is shown as verified.",
  breaks: ["idp.confirm-sign-up/admin-verifies-nothing"],
  apply({ idp }) {
    const confirmed = new WeakSet<User>()
    changeAnswer<AdminConfirmSignUpResponse, AdminConfirmSignUpRequest>(
      idp,
      "AdminConfirmSignUp",
      (answer, input, context) => {
        confirmed.add(userOf(poolOf(context, input.UserPoolId), input.Username))
        return answer
      },
    )
    changeAnswer<AdminGetUserResponse, AdminGetUserRequest>(idp, "AdminGetUser", (answer, input, context) => {
      if (!confirmed.has(userOf(poolOf(context, input.UserPoolId), input.Username))) return answer
      const others = answer.UserAttributes!.filter(({ Name }) => Name !== "email_verified")
      return { ...answer, UserAttributes: [...others, { Name: "email_verified", Value: "true" }] }
    })
  },
}
