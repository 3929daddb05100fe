import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { withMembers, wrap } from "../wrap.ts"

export const adminRefreshesWithoutDevice: Fault = {
  name: "admin-refreshes-without-device",
  says: "An administrator's sign-in can be refreshed where devices are tracked.",
  breaks: ["idp.refresh/device-admin-flow"],
  apply({ idp }) {
    wrap<InitiateAuthRequest, InitiateAuthResponse>(idp, "InitiateAuth", (call, input, context) => {
      const found = findRefreshToken(context, input.AuthParameters?.REFRESH_TOKEN)
      const { DeviceConfiguration, ...settings } = found?.pool.settings ?? {}
      return found && !found.record.signIn.device ? withMembers(found.pool, { settings }, call) : call()
    })
  },
}
