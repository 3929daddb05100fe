import type { ForgotPasswordRequest, ForgotPasswordResponse } from "@aws-sdk/client-cognito-identity-provider"
import { deliveryDetails } from "../../userpool/codes.ts"
import type { Fault } from "../fault.ts"
import { named, onRefusal } from "../wrap.ts"

export const recoveryByUnverifiedAddress: Fault = {
  name: "recovery-by-unverified-address",
  says: "ForgotPassword sends a code to an address that is not verified.",
  breaks: ["idp.forgot-password/no-verified-address"],
  apply({ idp }) {
    onRefusal<ForgotPasswordRequest, ForgotPasswordResponse>(
      idp,
      "ForgotPassword",
      "InvalidParameterException",
      (input, context, call) => {
        const email = named(context, input).user?.attributes.get("email")
        return email ? { CodeDeliveryDetails: deliveryDetails("email", email) } : call()
      },
    )
  },
}
