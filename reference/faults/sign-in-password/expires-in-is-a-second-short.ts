import type { Fault } from "../fault.ts"
import { changeTokens } from "../sign-ins.ts"

export const expiresInIsASecondShort: Fault = {
  name: "expires-in-is-a-second-short",
  says: "ExpiresIn is what is left of the access token's life when the answer arrives.",
  breaks: ["idp.sign-in-password/expires-in", "tokens.lifetime/expires-in", "idp.refresh/answer"],
  apply({ idp }) {
    changeTokens(idp, "InitiateAuth", (tokens) => ({ ...tokens, ExpiresIn: tokens.ExpiresIn! - 1 }))
  },
}
