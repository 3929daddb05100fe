import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const idTokenLivesHalfAnHour: Fault = {
  name: "id-token-lives-half-an-hour",
  says: "Without IdTokenValidity an ID token lives half an hour.",
  breaks: ["tokens.lifetime/default", "triggers.pre-token-generation-v2/protected-id-claims"],
  apply({ policies }) {
    changeClaims(policies, "id", (claims, { client }) => ({
      ...claims,
      ...(!client.settings.IdTokenValidity && { exp: Number(claims.iat) + 1800 }),
    }))
  },
}
