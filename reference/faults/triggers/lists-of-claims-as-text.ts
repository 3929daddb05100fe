import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const listsOfClaimsAsText: Fault = {
  name: "lists-of-claims-as-text",
  says: "A list as a claim of the access token is written as text.",
  breaks: ["triggers.pre-token-generation-v2/json-types"],
  apply({ policies }) {
    changeClaims(policies, "access", (claims, _signIn, { settings }) => {
      if (!settings.LambdaConfig?.PreTokenGenerationConfig) return claims
      const asText = Object.entries(claims).map(([name, value]) =>
        Array.isArray(value) && !name.startsWith("cognito:") ? [name, JSON.stringify(value)] : [name, value],
      )
      return Object.fromEntries(asText)
    })
  },
}
