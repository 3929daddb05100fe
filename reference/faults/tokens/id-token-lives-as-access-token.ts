import { tokenLifetimes } from "../../userpool/client-settings.ts"
import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const idTokenLivesAsAccessToken: Fault = {
  name: "id-token-lives-as-access-token",
  says: "IdTokenValidity does not count; ID tokens live as long as access tokens.",
  breaks: ["tokens.lifetime/id-token", "tokens.lifetime/default-units"],
  apply({ policies }) {
    changeClaims(policies, "id", (claims, { client }) => ({
      ...claims,
      exp: Number(claims.iat) + tokenLifetimes(client.settings).access,
    }))
  },
}
