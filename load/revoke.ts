import { call, refused } from "./adapter/calls.ts"
import { config, userOf } from "./adapter/config.ts"
import { type Flow, script } from "./adapter/script.ts"
import { passwordSignIn, refreshAuth } from "./adapter/sign-in.ts"
import { sliceTokens } from "./lib/tokens.ts"

export { options } from "./adapter/options.ts"

/** Signs a user in, revokes the refresh token, and sees it refused: three requests. */
export const flow: Flow = (sample) => {
  const answer = passwordSignIn(sample, userOf(sample.iteration))
  if (answer === undefined) return
  const refresh = sliceTokens(answer)?.refresh
  if (refresh === undefined)
    return sample.fail({ outcome: "protocol", detail: "a sign-in without a refresh token" })
  if (call(sample, "RevokeToken", `{"ClientId":"${config.clientId}","Token":"${refresh}"}`) === undefined)
    return
  refused(sample, "InitiateAuth", refreshAuth(refresh), "NotAuthorizedException")
}

export default script("revoke", flow)
