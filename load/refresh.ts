import { call } from "./adapter/calls.ts"
import { artefacts, userOf } from "./adapter/config.ts"
import { issuedTokens } from "./adapter/issued.ts"
import { type Flow, script } from "./adapter/script.ts"
import { refreshAuth } from "./adapter/sign-in.ts"

export { options } from "./adapter/options.ts"

const tokens = artefacts("refresh")

/** New tokens for a user who signed in before the run: one request. */
export const flow: Flow = (sample) => {
  const user = userOf(sample.iteration)
  sample.user = user.index
  issuedTokens(sample, call(sample, "InitiateAuth", refreshAuth(tokens[user.index]!)), user)
}

export default script("refresh", flow)
