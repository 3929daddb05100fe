import type { InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { changeAnswer } from "../wrap.ts"

export const refreshTokenNeverExpires: Fault = {
  name: "refresh-token-never-expires",
  says: "RefreshTokenValidity does not count.",
  breaks: ["idp.refresh/expires", "idp.refresh/default-validity", "tokens.lifetime/refresh-units"],
  apply({ idp }) {
    changeAnswer<InitiateAuthResponse>(idp, "InitiateAuth", (answer, _input, context) => {
      const found = findRefreshToken(context, answer.AuthenticationResult?.RefreshToken)
      if (found) found.record.expires = Number.POSITIVE_INFINITY
      return answer
    })
  },
}
