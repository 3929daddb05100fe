import type { GetUserPoolMfaConfigResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const otherFactorsReported: Fault = {
  name: "other-factors-reported",
  says: "GetUserPoolMfaConfig reports factors that were not configured.",
  breaks: ["idp.mfa-config/reports-factor"],
  apply({ idp }) {
    changeAnswer<GetUserPoolMfaConfigResponse>(idp, "GetUserPoolMfaConfig", (answer) =>
      answer.MfaConfiguration === "OFF"
        ? answer
        : { SmsMfaConfiguration: {}, EmailMfaConfiguration: {}, ...answer },
    )
  },
}
