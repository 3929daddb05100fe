import type { Fault } from "../fault.ts"
import { changeTokens } from "../sign-ins.ts"

export const expiresInAnHour: Fault = {
  name: "expires-in-an-hour",
  says: "ExpiresIn is 3600, however long the access token lives.",
  breaks: ["tokens.lifetime/expires-in"],
  apply({ idp }) {
    changeTokens(idp, "InitiateAuth", (tokens) => ({ ...tokens, ExpiresIn: 3600 }))
  },
}
