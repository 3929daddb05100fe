import type { ChangePasswordRequest, ChangePasswordResponse } from "@aws-sdk/client-cognito-identity-provider"
import { invalidParameter } from "../../errors.ts"
import { bearerOf } from "../../userpool/access-token.ts"
import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const wrongPreviousIsInvalid: Fault = {
  name: "wrong-previous-is-invalid",
  says: "A wrong previous password is refused as an invalid parameter.",
  breaks: ["idp.change-password/wrong-previous"],
  apply({ idp }) {
    onRefusal<ChangePasswordRequest, ChangePasswordResponse>(
      idp,
      "ChangePassword",
      "NotAuthorizedException",
      ({ AccessToken }, context) => {
        bearerOf(context, AccessToken)
        invalidParameter("Incorrect previous password.")
      },
    )
  },
}
