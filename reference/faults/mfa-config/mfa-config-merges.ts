import type {
  SetUserPoolMfaConfigRequest,
  SetUserPoolMfaConfigResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const mfaConfigMerges: Fault = {
  name: "mfa-config-merges",
  says: "SetUserPoolMfaConfig keeps what it is not given.",
  breaks: ["idp.mfa-config/reset"],
  apply({ idp }) {
    wrap<SetUserPoolMfaConfigRequest, SetUserPoolMfaConfigResponse>(
      idp,
      "SetUserPoolMfaConfig",
      async (call, input, context) =>
        call({ ...((await idp.GetUserPoolMfaConfig!(input as never, context)) as object), ...input }),
    )
  },
}
