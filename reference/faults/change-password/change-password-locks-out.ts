import type { ChangePasswordRequest, ChangePasswordResponse } from "@aws-sdk/client-cognito-identity-provider"
import { bearerOf } from "../../userpool/access-token.ts"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const changePasswordLocksOut: Fault = {
  name: "change-password-locks-out",
  says: "ChangePassword takes the old password away and stores none in its place.",
  breaks: ["idp.change-password/changes"],
  apply({ idp }) {
    changeAnswer<ChangePasswordResponse, ChangePasswordRequest>(
      idp,
      "ChangePassword",
      (answer, { AccessToken }, context) => {
        bearerOf(context, AccessToken).user.password = undefined
        return answer
      },
    )
  },
}
