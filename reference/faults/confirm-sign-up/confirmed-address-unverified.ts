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

export const confirmedAddressUnverified: Fault = {
  name: "confirmed-address-unverified",
  says: "An address that was confirmed with a code is shown as not verified.",
  breaks: ["idp.confirm-sign-up/verifies-address"],
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
      if (!confirmed.has(user)) return answer
      const shown = answer.UserAttributes?.map(({ Name, Value }) => ({
        Name,
        Value: Name === "email_verified" ? "false" : Value!,
      }))
      return { ...answer, UserAttributes: shown! }
    })
  },
}
