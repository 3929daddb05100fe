import type { ForgotPasswordRequest, ForgotPasswordResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { rightSecretHash } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const forgotPasswordWithoutHash: Fault = {
  name: "forgot-password-without-hash",
  says: "ForgotPassword checks a SecretHash only if there is one.",
  breaks: ["idp.secret-hash/forgot-password-missing"],
  apply({ idp }) {
    wrap<ForgotPasswordRequest, ForgotPasswordResponse>(idp, "ForgotPassword", (call, input, context) => {
      const SecretHash = input.SecretHash ?? rightSecretHash(context, input.ClientId, input.Username)
      return call({ ...input, ...(SecretHash && { SecretHash }) })
    })
  },
}
