import type {
  GetTokensFromRefreshTokenRequest,
  GetTokensFromRefreshTokenResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { notAuthorized } from "../../errors.ts"
import { clientOf } from "../../userpool/lookup.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const ownRefreshWantsHash: Fault = {
  name: "own-refresh-wants-hash",
  says: "GetTokensFromRefreshToken expects a secret hash where the client secret belongs.",
  breaks: ["idp.refresh/operation-client-secret"],
  apply({ idp }) {
    wrap<GetTokensFromRefreshTokenRequest, GetTokensFromRefreshTokenResponse>(
      idp,
      "GetTokensFromRefreshToken",
      (call, input, context) => {
        const { client } = clientOf(context, input.ClientId)
        return client.secret !== undefined && input.ClientSecret === client.secret
          ? notAuthorized(`Unable to verify secret hash for client ${client.id}`)
          : call()
      },
    )
  },
}
