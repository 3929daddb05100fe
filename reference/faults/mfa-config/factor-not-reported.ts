import type { GetUserPoolMfaConfigResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const factorNotReported: Fault = {
  name: "factor-not-reported",
  says: "GetUserPoolMfaConfig does not report the software token.",
  breaks: ["idp.mfa-config/reports-factor"],
  apply({ idp }) {
    changeAnswer<GetUserPoolMfaConfigResponse>(
      idp,
      "GetUserPoolMfaConfig",
      ({ SoftwareTokenMfaConfiguration, ...answer }) => answer,
    )
  },
}
