import type {
  ResendConfirmationCodeRequest,
  ResendConfirmationCodeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { fail } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { named, wrap } from "../wrap.ts"

export const resendTellsWhoExists: Fault = {
  name: "resend-tells-who-exists",
  says: "ResendConfirmationCode tells that a user does not exist, whatever the client says.",
  breaks: ["idp.resend-confirmation-code/unknown-user-hidden"],
  apply({ idp }) {
    wrap<ResendConfirmationCodeRequest, ResendConfirmationCodeResponse>(
      idp,
      "ResendConfirmationCode",
      (call, input, context) =>
        named(context, input).user
          ? call()
          : fail("UserNotFoundException", "Username/client id combination not found."),
    )
  },
}
