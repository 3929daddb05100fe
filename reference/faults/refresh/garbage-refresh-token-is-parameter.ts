import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { invalidParameter } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const garbageRefreshTokenIsParameter: Fault = {
  name: "garbage-refresh-token-is-parameter",
  says: "What is no refresh token is an InvalidParameterException.",
  breaks: ["idp.refresh/garbage"],
  apply({ idp }) {
    wrap<InitiateAuthRequest, InitiateAuthResponse>(
      idp,
      "InitiateAuth",
      (call, { AuthParameters }, context) => {
        const token = AuthParameters?.REFRESH_TOKEN
        return token === undefined || findRefreshToken(context, token)
          ? call()
          : invalidParameter("Invalid Refresh Token.")
      },
    )
  },
}
