import type {
  SetUserPoolMfaConfigRequest,
  SetUserPoolMfaConfigResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const factorMeansOptional: Fault = {
  name: "factor-means-optional",
  says: "A factor given without MfaConfiguration makes it OPTIONAL.",
  breaks: ["idp.mfa-config/factor-without-mode"],
  apply({ idp }) {
    wrap<SetUserPoolMfaConfigRequest, SetUserPoolMfaConfigResponse>(
      idp,
      "SetUserPoolMfaConfig",
      (call, input) =>
        call(
          input.SoftwareTokenMfaConfiguration || input.SmsMfaConfiguration
            ? { MfaConfiguration: "OPTIONAL", ...input }
            : input,
        ),
    )
  },
}
