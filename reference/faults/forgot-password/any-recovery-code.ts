import type {
  ConfirmForgotPasswordRequest,
  ConfirmForgotPasswordResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { named, wrap } from "../wrap.ts"

export const anyRecoveryCode: Fault = {
  name: "any-recovery-code",
  says: "ConfirmForgotPassword takes every code for the one that was sent.",
  breaks: ["idp.forgot-password/code-mismatch"],
  apply({ idp }) {
    wrap<ConfirmForgotPasswordRequest, ConfirmForgotPasswordResponse>(
      idp,
      "ConfirmForgotPassword",
      (call, input, context) => {
        const code = named(context, input).user?.codes.get("recovery")
        return call({ ...input, ConfirmationCode: code?.value ?? input.ConfirmationCode })
      },
    )
  },
}
