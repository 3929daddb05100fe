import type {
  AdminGetUserRequest,
  AdminGetUserResponse,
  ConfirmSignUpRequest,
  ConfirmSignUpResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { poolOf } from "../../userpool/lookup.ts"
import { userOf } from "../../userpool/names.ts"
import type { User } from "../../userpool/user.ts"
import type { Fault } from "../fault.ts"
import { changeAnswer, named } from "../wrap.ts"

export const confirmedStaysUnconfirmed: Fault = {
  name: "confirmed-stays-unconfirmed",
  says: "Whoever confirmed with a code is shown as UNCONFIRMED all the same.",
  breaks: ["idp.confirm-sign-up/confirms", "idp.confirm-sign-up/code-lifetime"],
  apply({ idp }) {
    const confirmed = new WeakSet<User>()
    changeAnswer<ConfirmSignUpResponse, ConfirmSignUpRequest>(
      idp,
      "ConfirmSignUp",
      (answer, input, context) => {
        const { user } = named(context, input)
        if (user) confirmed.add(user)
        return answer
      },
    )
    changeAnswer<AdminGetUserResponse, AdminGetUserRequest>(idp, "AdminGetUser", (answer, input, context) => {
      const user = userOf(poolOf(context, input.UserPoolId), input.Username)
      return confirmed.has(user) ? { ...answer, UserStatus: "UNCONFIRMED" } : answer
    })
  },
}
