import type { ConfirmSignUpRequest, ConfirmSignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import { fail } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { named, onRefusal } from "../wrap.ts"

export const confirmTellsWhoExists: Fault = {
  name: "confirm-tells-who-exists",
  says: "ConfirmSignUp tells that a user does not exist, whatever the client says.",
  breaks: ["idp.confirm-sign-up/unknown-user-hidden"],
  apply({ idp }) {
    onRefusal<ConfirmSignUpRequest, ConfirmSignUpResponse>(
      idp,
      "ConfirmSignUp",
      "ExpiredCodeException",
      (input, context, call) =>
        named(context, input).user
          ? call()
          : fail("UserNotFoundException", "Username/client id combination not found."),
    )
  },
}
