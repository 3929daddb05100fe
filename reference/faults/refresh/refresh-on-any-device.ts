import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const refreshOnAnyDevice: Fault = {
  name: "refresh-on-any-device",
  says: "A refresh asks for no device.",
  breaks: ["idp.refresh/device-key"],
  apply({ idp }) {
    wrap<InitiateAuthRequest, InitiateAuthResponse>(idp, "InitiateAuth", (call, input, context) => {
      const key = findRefreshToken(context, input.AuthParameters?.REFRESH_TOKEN)?.record.signIn.device?.key
      return key === undefined
        ? call()
        : call({ ...input, AuthParameters: { ...input.AuthParameters, DEVICE_KEY: key } })
    })
  },
}
