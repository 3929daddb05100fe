import { call, refused } from "./adapter/calls.ts"
import { config, userOf } from "./adapter/config.ts"
import { type Flow, script } from "./adapter/script.ts"
import { passwordSignIn, refreshAuth } from "./adapter/sign-in.ts"

export { options } from "./adapter/options.ts"

/** Signs a user in, revokes the refresh token, and sees it refused: three requests. */
export const flow: Flow = (sample) => {
  const tokens = passwordSignIn(sample, userOf(sample.iteration))
  if (tokens === undefined) return
  if (tokens.refresh === undefined)
    return sample.fail({ outcome: "protocol", detail: "a sign-in without a refresh token" })
  if (
    call(sample, "RevokeToken", `{"ClientId":"${config.clientId}","Token":"${tokens.refresh}"}`) === undefined
  )
    return
  refused(sample, "InitiateAuth", refreshAuth(tokens.refresh), "NotAuthorizedException")
}

export default script("revoke", flow)
