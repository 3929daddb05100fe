import type { ForgotPasswordRequest, ForgotPasswordResponse } from "@aws-sdk/client-cognito-identity-provider"
import { fail } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { named, wrap } from "../wrap.ts"

export const forgotPasswordTellsWhoExists: Fault = {
  name: "forgot-password-tells-who-exists",
  says: "ForgotPassword tells that a user does not exist, whatever the client says.",
  breaks: ["idp.forgot-password/unknown-user-hidden"],
  apply({ idp }) {
    wrap<ForgotPasswordRequest, ForgotPasswordResponse>(idp, "ForgotPassword", (call, input, context) =>
      named(context, input).user
        ? call()
        : fail("UserNotFoundException", "Username/client id combination not found."),
    )
  },
}
