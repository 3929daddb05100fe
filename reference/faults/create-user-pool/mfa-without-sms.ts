import type { CreateUserPoolRequest, CreateUserPoolResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const mfaWithoutSms: Fault = {
  name: "mfa-without-sms",
  says: "MFA that needs an SmsConfiguration is left OFF without one.",
  breaks: ["idp.create-user-pool/mfa-needs-sms"],
  apply({ idp }) {
    wrap<CreateUserPoolRequest, CreateUserPoolResponse>(idp, "CreateUserPool", (call, input) =>
      call(input.SmsConfiguration ? input : { ...input, MfaConfiguration: "OFF" }),
    )
  },
}
