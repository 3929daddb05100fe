import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"
import { unverifiableAccessTokens } from "./unverifiable.ts"

export const accessTokenNamesClient: Fault = {
  name: "access-token-names-client",
  says: "client_id of the access token is the app client's name.",
  breaks: [
    ...unverifiableAccessTokens,
    "tokens.access-token/client-id",
    "triggers.pre-token-generation-v2/protected-access-claims",
  ],
  apply({ policies }) {
    changeClaims(policies, "access", (claims, { client }) => ({
      ...claims,
      client_id: client.settings.ClientName,
    }))
  },
}
