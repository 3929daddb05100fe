import type {
  GetTokensFromRefreshTokenRequest,
  GetTokensFromRefreshTokenResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const ownRefreshRepeatsToken: Fault = {
  name: "own-refresh-repeats-token",
  says: "GetTokensFromRefreshToken answers with the refresh token that it was given, where none is new.",
  breaks: ["idp.refresh/own-operation"],
  apply({ idp }) {
    changeAnswer<GetTokensFromRefreshTokenResponse, GetTokensFromRefreshTokenRequest>(
      idp,
      "GetTokensFromRefreshToken",
      ({ AuthenticationResult }, { RefreshToken }) => ({
        AuthenticationResult: { RefreshToken, ...AuthenticationResult },
      }),
    )
  },
}
