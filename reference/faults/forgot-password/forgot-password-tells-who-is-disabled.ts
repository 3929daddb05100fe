import type { ForgotPasswordRequest, ForgotPasswordResponse } from "@aws-sdk/client-cognito-identity-provider"
import { notAuthorized } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { named, wrap } from "../wrap.ts"

export const forgotPasswordTellsWhoIsDisabled: Fault = {
  name: "forgot-password-tells-who-is-disabled",
  says: "ForgotPassword tells that a user is disabled, whatever the client says.",
  breaks: ["idp.forgot-password/disabled-user-hidden"],
  apply({ idp }) {
    wrap<ForgotPasswordRequest, ForgotPasswordResponse>(idp, "ForgotPassword", (call, input, context) =>
      named(context, input).user?.enabled === false ? notAuthorized("User is disabled.") : call(),
    )
  },
}
