import type {
  AdminInitiateAuthRequest,
  AdminInitiateAuthResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { clientOf } from "../../userpool/lookup.ts"
import type { Fault } from "../fault.ts"
import { withMembers, wrap } from "../wrap.ts"

export const adminFlowAlwaysOn: Fault = {
  name: "admin-flow-always-on",
  says: "ADMIN_USER_PASSWORD_AUTH works for clients that do not allow it.",
  breaks: ["idp.sign-in-admin/flow-not-enabled"],
  apply({ idp }) {
    wrap<AdminInitiateAuthRequest, AdminInitiateAuthResponse>(
      idp,
      "AdminInitiateAuth",
      (call, { ClientId }, context) => {
        const { client } = clientOf(context, ClientId)
        return withMembers(client.settings, { ExplicitAuthFlows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH"] }, call)
      },
    )
  },
}
