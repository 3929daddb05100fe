import { fail } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const confirmedUserCodeExpired: Fault = {
  name: "confirmed-user-code-expired",
  says: "A second confirmation is refused as if the code had expired.",
  breaks: ["idp.confirm-sign-up/already-confirmed"],
  apply({ idp }) {
    onRefusal(idp, "ConfirmSignUp", "NotAuthorizedException", () =>
      fail("ExpiredCodeException", "Invalid code provided, please request a code again."),
    )
  },
}
