import type {
  AdminInitiateAuthRequest,
  AdminInitiateAuthResponse,
  AuthFlowType,
  InitiateAuthRequest,
  InitiateAuthResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { invalidParameter } from "../../errors.ts"
import type { Handler } from "../../operation.ts"
import { allowsFlow } from "../client-settings.ts"
import { clientOf, poolOf } from "../lookup.ts"
import type { AuthAnswer } from "./complete.ts"
import { startCustomFlow } from "./custom-flow.ts"
import type { FlowStart } from "./flow.ts"
import { startPasswordFlow } from "./password-flow.ts"
import { startRefreshFlow } from "./refresh-flow.ts"
import { startSrpFlow } from "./srp-flow.ts"

type Flow = {
  /** The value of ExplicitAuthFlows, without `ALLOW_`, that permits it. */
  readonly permission: string
  readonly refusal: string
  readonly start: (start: FlowStart) => Promise<AuthAnswer>
}
type Flows = Partial<Record<AuthFlowType, Flow>>

const refresh: Flow = {
  permission: "REFRESH_TOKEN_AUTH",
  refusal: "Auth flow not enabled for this client",
  start: startRefreshFlow,
}
const adminPassword: Flow = {
  permission: "ADMIN_USER_PASSWORD_AUTH",
  refusal: "Auth flow not enabled for this client",
  start: startPasswordFlow,
}
/** Both operations' flows, with what a client hears that may not use them (AUTH-015 to AUTH-017). */
const commonFlows: Flows = {
  USER_SRP_AUTH: {
    permission: "USER_SRP_AUTH",
    refusal: "USER_SRP_AUTH is not enabled for the client.",
    start: startSrpFlow,
  },
  CUSTOM_AUTH: {
    permission: "CUSTOM_AUTH",
    refusal: "CUSTOM_AUTH flow not enabled for this client",
    start: startCustomFlow,
  },
  REFRESH_TOKEN_AUTH: refresh,
  REFRESH_TOKEN: refresh,
}
const publicFlows: Flows = {
  ...commonFlows,
  USER_PASSWORD_AUTH: {
    permission: "USER_PASSWORD_AUTH",
    refusal: "USER_PASSWORD_AUTH flow not enabled for this client",
    start: startPasswordFlow,
  },
}
const adminFlows: Flows = {
  ...commonFlows,
  ADMIN_USER_PASSWORD_AUTH: adminPassword,
  ADMIN_NO_SRP_AUTH: adminPassword,
}

export const initiateAuth: Handler<InitiateAuthRequest, InitiateAuthResponse> = (input, context) =>
  startFlow(publicFlows, input, {
    context,
    ...clientOf(context, input.ClientId),
    device: { key: input.AuthParameters?.DEVICE_KEY },
  })

export const adminInitiateAuth: Handler<AdminInitiateAuthRequest, AdminInitiateAuthResponse> = (
  input,
  context,
) => {
  const pool = poolOf(context, input.UserPoolId)
  return startFlow(adminFlows, input, {
    context,
    ...clientOf(context, input.ClientId, pool),
    device: undefined,
  })
}

function startFlow(
  flows: Flows,
  input: Pick<Parameters<typeof initiateAuth>[0], "AuthFlow" | "AuthParameters" | "ClientMetadata">,
  start: Pick<FlowStart, "context" | "pool" | "client" | "device">,
): Promise<AuthAnswer> {
  const flow = flows[input.AuthFlow] ?? invalidParameter("Initiate Auth method not supported.")
  if (!allowsFlow(start.client, flow.permission)) invalidParameter(flow.refusal)
  return flow.start({
    ...start,
    parameters: input.AuthParameters ?? {},
    clientMetadata: input.ClientMetadata,
  })
}
