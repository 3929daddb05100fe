import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { notAuthorized } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { rightSecretHash } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const refreshHashOfNoName: Fault = {
  name: "refresh-hash-of-no-name",
  says: "SECRET_HASH of a refresh is expected to be that of the refresh token, for want of a USERNAME.",
  breaks: ["idp.refresh/secret-hash"],
  apply({ idp }) {
    wrap<InitiateAuthRequest, InitiateAuthResponse>(idp, "InitiateAuth", (call, input, context) => {
      const { REFRESH_TOKEN, USERNAME, SECRET_HASH } = input.AuthParameters ?? {}
      if (REFRESH_TOKEN === undefined) return call()
      const expected = rightSecretHash(context, input.ClientId, USERNAME ?? REFRESH_TOKEN)
      return expected === undefined || expected === SECRET_HASH
        ? call()
        : notAuthorized("Unable to verify secret hash")
    })
  },
}
