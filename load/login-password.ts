import { userOf } from "./adapter/config.ts"
import { type Flow, script } from "./adapter/script.ts"
import { passwordSignIn } from "./adapter/sign-in.ts"

export { options } from "./adapter/options.ts"

/** Signs a user in by password: one request. */
export const flow: Flow = (sample) => {
  passwordSignIn(sample, userOf(sample.iteration))
}

export default script("login-password", flow)
