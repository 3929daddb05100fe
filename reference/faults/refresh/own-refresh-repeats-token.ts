import type { GetTokensFromRefreshTokenRequest } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeTokens } from "../sign-ins.ts"

export const ownRefreshRepeatsToken: Fault = {
  name: "own-refresh-repeats-token",
  says: "GetTokensFromRefreshToken answers with the refresh token that it was given, where none is new.",
  breaks: ["idp.refresh/own-operation"],
  apply({ idp }) {
    changeTokens<GetTokensFromRefreshTokenRequest>(
      idp,
      "GetTokensFromRefreshToken",
      (tokens, { RefreshToken }) => ({ RefreshToken, ...tokens }),
    )
  },
}
