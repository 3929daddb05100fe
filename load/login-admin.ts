import { callSigned } from "./adapter/calls.ts"
import { config, userOf } from "./adapter/config.ts"
import { issuedTokens } from "./adapter/issued.ts"
import { type Flow, script } from "./adapter/script.ts"

export { options } from "./adapter/options.ts"

const { userPoolId, clientId } = config

/** Signs a user in as a server does, by AdminInitiateAuth, signed: one request. */
export const flow: Flow = (sample) => {
  const user = userOf(sample.iteration)
  sample.user = user.index
  const body = `{"AuthFlow":"ADMIN_USER_PASSWORD_AUTH","UserPoolId":"${userPoolId}","ClientId":"${clientId}","AuthParameters":{"USERNAME":"${user.username}","PASSWORD":"${user.password}"}}`
  issuedTokens(sample, callSigned(sample, "AdminInitiateAuth", body), user)
}

export default script("login-admin", flow)
