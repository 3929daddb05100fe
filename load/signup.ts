import { call, callSigned } from "./adapter/calls.ts"
import { config } from "./adapter/config.ts"
import { type Flow, script } from "./adapter/script.ts"

export { options } from "./adapter/options.ts"

const { clientId, userPoolId, run } = config

/** Signs a new user up, whom an administrator confirms: two requests. No code has to be read anywhere. */
export const flow: Flow = (sample) => {
  const username = `pp-${run}-${sample.iteration}`
  const body = `{"ClientId":"${clientId}","Username":"${username}","Password":"Pp${sample.iteration}.load-${run}"}`
  if (call(sample, "SignUp", body) === undefined) return
  callSigned(sample, "AdminConfirmSignUp", `{"UserPoolId":"${userPoolId}","Username":"${username}"}`)
}

export default script("signup", flow)
