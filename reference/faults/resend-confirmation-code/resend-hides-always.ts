import type {
  ResendConfirmationCodeRequest,
  ResendConfirmationCodeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { deliveryDetails } from "../../userpool/codes.ts"
import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const resendHidesAlways: Fault = {
  name: "resend-hides-always",
  says: "ResendConfirmationCode hides who exists, whatever the client says.",
  breaks: ["idp.resend-confirmation-code/unknown-user-legacy"],
  apply({ idp }) {
    onRefusal<ResendConfirmationCodeRequest, ResendConfirmationCodeResponse>(
      idp,
      "ResendConfirmationCode",
      "UserNotFoundException",
      () => ({
        CodeDeliveryDetails: deliveryDetails("email", "a@b"),
      }),
    )
  },
}
