import { randomUUID } from "node:crypto"
import type { GetTokensFromRefreshTokenRequest } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeIdToken } from "../sign-ins.ts"

export const ownRefreshedIdTokenOfNobody: Fault = {
  name: "own-refreshed-id-token-of-nobody",
  says: "The ID token of GetTokensFromRefreshToken is nobody's.",
  breaks: ["tokens.flows/refresh-operation"],
  apply({ idp }) {
    changeIdToken<GetTokensFromRefreshTokenRequest>(
      idp,
      "GetTokensFromRefreshToken",
      () => true,
      (claims) => ({ ...claims, sub: randomUUID() }),
    )
  },
}
