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

export const adminConfirmForgets: Fault = {
  name: "admin-confirm-forgets",
  says: "Whom AdminConfirmSignUp confirmed while a code was on its way is shown as UNCONFIRMED.",
  breaks: ["idp.confirm-sign-up/admin-confirms"],
  apply({ idp }) {
    const confirmed = new WeakSet<User>()
    changeAnswer<AdminConfirmSignUpResponse, AdminConfirmSignUpRequest>(
      idp,
      "AdminConfirmSignUp",
      (answer, input, context) => {
        const user = userOf(poolOf(context, input.UserPoolId), input.Username)
        if (user.codes.has("sign-up")) confirmed.add(user)
        return answer
      },
    )
    changeAnswer<AdminGetUserResponse, AdminGetUserRequest>(idp, "AdminGetUser", (answer, input, context) => {
      const user = userOf(poolOf(context, input.UserPoolId), input.Username)
      return confirmed.has(user) ? { ...answer, UserStatus: "UNCONFIRMED" } : answer
    })
  },
}
