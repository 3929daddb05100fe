import type {
  GetTokensFromRefreshTokenRequest,
  GetTokensFromRefreshTokenResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { invalidParameter } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const ownRefreshGarbageIsParameter: Fault = {
  name: "own-refresh-garbage-is-parameter",
  says: "What is no refresh token is an InvalidParameterException of GetTokensFromRefreshToken.",
  breaks: ["idp.refresh/operation-garbage"],
  apply({ idp }) {
    wrap<GetTokensFromRefreshTokenRequest, GetTokensFromRefreshTokenResponse>(
      idp,
      "GetTokensFromRefreshToken",
      (call, { RefreshToken }, context) =>
        findRefreshToken(context, RefreshToken) ? call() : invalidParameter("Invalid Refresh Token."),
    )
  },
}
