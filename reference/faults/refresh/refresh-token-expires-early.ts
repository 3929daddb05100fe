import type { InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { changeAnswer } from "../wrap.ts"

export const refreshTokenExpiresEarly: Fault = {
  name: "refresh-token-expires-early",
  says: "A refresh token ends a tenth of its time too early.",
  breaks: ["idp.refresh/lifetime", "idp.refresh/default-validity", "tokens.lifetime/refresh-units"],
  apply({ idp }) {
    changeAnswer<InitiateAuthResponse>(idp, "InitiateAuth", (answer, _input, context) => {
      const found = findRefreshToken(context, answer.AuthenticationResult?.RefreshToken)
      if (found) found.record.expires -= (found.record.expires - context.now(found.pool)) / 10
      return answer
    })
  },
}
