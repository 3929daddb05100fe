import { fail } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const confirmHidesAlways: Fault = {
  name: "confirm-hides-always",
  says: "ConfirmSignUp hides who exists, whatever the client says.",
  breaks: ["idp.confirm-sign-up/unknown-user-legacy"],
  apply({ idp }) {
    onRefusal(idp, "ConfirmSignUp", "UserNotFoundException", () =>
      fail("ExpiredCodeException", "Invalid code provided, please request a code again."),
    )
  },
}
