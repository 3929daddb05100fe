import type { AdminGetUserRequest, AdminGetUserResponse } from "@aws-sdk/client-cognito-identity-provider"
import { poolOf } from "../../userpool/lookup.ts"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const usernameIsEmail: Fault = {
  name: "username-is-email",
  says: "In a pool with UsernameAttributes, AdminGetUser shows the e-mail address as Username.",
  breaks: ["idp.sign-up/email-as-username"],
  apply({ idp }) {
    changeAnswer<AdminGetUserResponse, AdminGetUserRequest>(idp, "AdminGetUser", (answer, input, context) => {
      const { UsernameAttributes } = poolOf(context, input.UserPoolId).settings
      const email = answer.UserAttributes?.find(({ Name }) => Name === "email")?.Value
      return UsernameAttributes && email ? { ...answer, Username: email } : answer
    })
  },
}
