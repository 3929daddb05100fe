import type { InitiateAuthRequest } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeTokens } from "../sign-ins.ts"

export const refreshWithoutExpiresIn: Fault = {
  name: "refresh-without-expires-in",
  says: "A refresh gives tokens without ExpiresIn.",
  breaks: ["idp.refresh/answer"],
  apply({ idp }) {
    changeTokens<InitiateAuthRequest>(idp, "InitiateAuth", (tokens, { AuthParameters }) => {
      const { ExpiresIn, ...others } = tokens
      return AuthParameters?.REFRESH_TOKEN === undefined ? tokens : others
    })
  },
}
