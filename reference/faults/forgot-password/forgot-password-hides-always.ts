import type { ForgotPasswordRequest, ForgotPasswordResponse } from "@aws-sdk/client-cognito-identity-provider"
import { deliveryDetails } from "../../userpool/codes.ts"
import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const forgotPasswordHidesAlways: Fault = {
  name: "forgot-password-hides-always",
  says: "ForgotPassword hides who exists, whatever the client says.",
  breaks: ["idp.forgot-password/unknown-user-legacy"],
  apply({ idp }) {
    onRefusal<ForgotPasswordRequest, ForgotPasswordResponse>(
      idp,
      "ForgotPassword",
      "UserNotFoundException",
      () => ({
        CodeDeliveryDetails: deliveryDetails("email", "a@b"),
      }),
    )
  },
}
