import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const accessTokenNamesClient: Fault = {
  name: "access-token-names-client",
  says: "client_id of the access token is the app client's name.",
  breaks: [
    "tokens.access-token/client-id",
    "tokens.signature/access-token",
    "tokens.rotation/new-tokens-verify",
  ],
  apply({ policies }) {
    changeClaims(policies, "access", (claims, { client }) => ({
      ...claims,
      client_id: client.settings.ClientName,
    }))
  },
}
