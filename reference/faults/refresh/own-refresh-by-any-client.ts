import type {
  GetTokensFromRefreshTokenRequest,
  GetTokensFromRefreshTokenResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const ownRefreshByAnyClient: Fault = {
  name: "own-refresh-by-any-client",
  says: "GetTokensFromRefreshToken takes the refresh token of every client.",
  breaks: ["idp.refresh/operation-foreign-client"],
  apply({ idp }) {
    wrap<GetTokensFromRefreshTokenRequest, GetTokensFromRefreshTokenResponse>(
      idp,
      "GetTokensFromRefreshToken",
      (call, input, context) => {
        const client = findRefreshToken(context, input.RefreshToken)?.record.signIn.client
        return client ? call({ ...input, ClientId: client.id }) : call()
      },
    )
  },
}
