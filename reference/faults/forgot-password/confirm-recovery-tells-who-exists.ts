import type {
  ConfirmForgotPasswordRequest,
  ConfirmForgotPasswordResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { fail } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { named, wrap } from "../wrap.ts"

export const confirmRecoveryTellsWhoExists: Fault = {
  name: "confirm-recovery-tells-who-exists",
  says: "ConfirmForgotPassword tells that a user does not exist, whatever the client says.",
  breaks: ["idp.forgot-password/confirm-unknown-user-hidden"],
  apply({ idp }) {
    wrap<ConfirmForgotPasswordRequest, ConfirmForgotPasswordResponse>(
      idp,
      "ConfirmForgotPassword",
      (call, input, context) =>
        named(context, input).user
          ? call()
          : fail("UserNotFoundException", "Username/client id combination not found."),
    )
  },
}
