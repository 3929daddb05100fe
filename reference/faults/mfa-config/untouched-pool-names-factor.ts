import type {
  GetUserPoolMfaConfigRequest,
  GetUserPoolMfaConfigResponse,
  SetUserPoolMfaConfigRequest,
  SetUserPoolMfaConfigResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer, wrap } from "../wrap.ts"

export const untouchedPoolNamesFactor: Fault = {
  name: "untouched-pool-names-factor",
  says: "GetUserPoolMfaConfig of a pool that never had MFA names the software token.",
  breaks: ["idp.mfa-config/untouched"],
  apply({ idp }) {
    const touched = new Set<string>()
    wrap<SetUserPoolMfaConfigRequest, SetUserPoolMfaConfigResponse>(
      idp,
      "SetUserPoolMfaConfig",
      (call, { UserPoolId }) => {
        touched.add(UserPoolId)
        return call()
      },
    )
    changeAnswer<GetUserPoolMfaConfigResponse, GetUserPoolMfaConfigRequest>(
      idp,
      "GetUserPoolMfaConfig",
      (answer, { UserPoolId }) =>
        touched.has(UserPoolId) ? answer : { SoftwareTokenMfaConfiguration: { Enabled: false }, ...answer },
    )
  },
}
