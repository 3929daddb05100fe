import { fail } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const confirmRecoveryHidesAlways: Fault = {
  name: "confirm-recovery-hides-always",
  says: "ConfirmForgotPassword hides who exists, whatever the client says.",
  breaks: ["idp.forgot-password/confirm-unknown-user-legacy"],
  apply({ idp }) {
    onRefusal(idp, "ConfirmForgotPassword", "UserNotFoundException", () =>
      fail("CodeMismatchException", "Invalid verification code provided, please try again."),
    )
  },
}
