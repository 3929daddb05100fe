import type {
  GetTokensFromRefreshTokenRequest,
  GetTokensFromRefreshTokenResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { changeAnswer } from "../wrap.ts"

export const rotatedTokenLivesOn: Fault = {
  name: "rotated-token-lives-on",
  says: "A refresh token that was rotated away works as before.",
  breaks: ["idp.refresh/rotation-ends-old", "idp.refresh/grace-period-ends", "idp.refresh/rotation-race"],
  apply({ idp }) {
    changeAnswer<GetTokensFromRefreshTokenResponse, GetTokensFromRefreshTokenRequest>(
      idp,
      "GetTokensFromRefreshToken",
      (answer, { RefreshToken }, context) => {
        const found = findRefreshToken(context, RefreshToken)
        if (found) found.record.usableUntil = undefined
        return answer
      },
    )
  },
}
