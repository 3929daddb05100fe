import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { SigningKey } from "../../crypto/keys.ts"
import { notAuthorized } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const rotationEndsRefreshTokens: Fault = {
  name: "rotation-ends-refresh-tokens",
  says: "A rotation of the keys ends the refresh tokens.",
  breaks: ["tokens.rotation/refresh-survives"],
  apply({ idp }) {
    const keyThen = new Map<string, SigningKey>()
    wrap<InitiateAuthRequest, InitiateAuthResponse>(idp, "InitiateAuth", async (call, input, context) => {
      const used = input.AuthParameters?.REFRESH_TOKEN
      const key = findRefreshToken(context, used)?.pool.keys.id
      if (key && keyThen.has(used!) && keyThen.get(used!) !== key) notAuthorized("Invalid Refresh Token.")
      const answer = await call()
      const given = answer.AuthenticationResult?.RefreshToken
      const found = findRefreshToken(context, given)
      if (found) keyThen.set(given!, found.pool.keys.id)
      return answer
    })
  },
}
