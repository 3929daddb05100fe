import type {
  SetUserPoolMfaConfigRequest,
  SetUserPoolMfaConfigResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const anyMfaMode: Fault = {
  name: "any-mfa-mode",
  says: "An MfaConfiguration that does not exist is taken for OFF.",
  breaks: ["idp.mfa-config/bad-mode"],
  apply({ policies, idp }) {
    const { insistsOnConstraint } = policies
    policies.insistsOnConstraint = (operation, path) =>
      !(operation === "SetUserPoolMfaConfig" && path === "mfaConfiguration") &&
      insistsOnConstraint(operation, path)
    wrap<SetUserPoolMfaConfigRequest, SetUserPoolMfaConfigResponse>(
      idp,
      "SetUserPoolMfaConfig",
      (call, input) => {
        const isKnown = ["OFF", "ON", "OPTIONAL", undefined].includes(input.MfaConfiguration)
        return call(isKnown ? input : { UserPoolId: input.UserPoolId, MfaConfiguration: "OFF" })
      },
    )
  },
}
