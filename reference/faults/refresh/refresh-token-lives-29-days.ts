import type { InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { tokenLifetimes } from "../../userpool/client-settings.ts"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { changeAnswer } from "../wrap.ts"

export const refreshTokenLives29Days: Fault = {
  name: "refresh-token-lives-29-days",
  says: "A refresh token of 30 days lives 29.",
  breaks: ["idp.refresh/default-validity"],
  apply({ idp }) {
    changeAnswer<InitiateAuthResponse>(idp, "InitiateAuth", (answer, _input, context) => {
      const record = findRefreshToken(context, answer.AuthenticationResult?.RefreshToken)?.record
      const isDefault = record && tokenLifetimes(record.signIn.client.settings).refresh === 30 * 86_400
      if (isDefault) record.expires -= 86_400_000
      return answer
    })
  },
}
