import type { Fault } from "../fault.ts"
import { changeTokens } from "../sign-ins.ts"

export const tokenTypeInLowerCase: Fault = {
  name: "token-type-in-lower-case",
  says: "TokenType is bearer, in lower case.",
  breaks: ["idp.sign-in-password/token-type", "idp.refresh/answer"],
  apply({ idp }) {
    changeTokens(idp, "InitiateAuth", (tokens) => ({ ...tokens, TokenType: "bearer" }))
  },
}
