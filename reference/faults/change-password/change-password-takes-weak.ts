import type { ChangePasswordRequest, ChangePasswordResponse } from "@aws-sdk/client-cognito-identity-provider"
import { bearerOf } from "../../userpool/access-token.ts"
import { setPassword } from "../../userpool/passwords.ts"
import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const changePasswordTakesWeak: Fault = {
  name: "change-password-takes-weak",
  says: "ChangePassword does not apply the password policy.",
  breaks: ["idp.change-password/weak-password"],
  apply({ idp }) {
    onRefusal<ChangePasswordRequest, ChangePasswordResponse>(
      idp,
      "ChangePassword",
      "InvalidPasswordException",
      ({ AccessToken, ProposedPassword }, context) => {
        const { pool, user } = bearerOf(context, AccessToken)
        setPassword(context, pool, user, ProposedPassword)
        return {}
      },
    )
  },
}
