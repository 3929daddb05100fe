import type { InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { changeAnswer } from "../wrap.ts"

export const refreshValidityInDays: Fault = {
  name: "refresh-validity-in-days",
  says: "RefreshTokenValidity counts in days, whatever its unit.",
  breaks: ["tokens.lifetime/refresh-units", "idp.refresh/expires"],
  apply({ idp }) {
    changeAnswer<InitiateAuthResponse>(idp, "InitiateAuth", (answer, _input, context) => {
      const record = findRefreshToken(context, answer.AuthenticationResult?.RefreshToken)?.record
      const { RefreshTokenValidity, TokenValidityUnits } = record?.signIn.client.settings ?? {}
      if (record && RefreshTokenValidity && TokenValidityUnits?.RefreshToken)
        record.expires = (record.signIn.authTime + RefreshTokenValidity * 86_400) * 1000
      return answer
    })
  },
}
