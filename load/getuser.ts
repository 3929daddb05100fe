import { call } from "./adapter/calls.ts"
import { artefacts, userOf } from "./adapter/config.ts"
import { type Flow, script } from "./adapter/script.ts"
import { compactJson, sliceString } from "./lib/slice.ts"

export { options } from "./adapter/options.ts"

const tokens = artefacts("access")

/** Asks who an access token belongs to: one request. */
export const flow: Flow = (sample) => {
  const user = userOf(sample.iteration)
  sample.user = user.index
  const answer = call(sample, "GetUser", `{"AccessToken":"${tokens[user.index]}"}`)
  if (answer === undefined) return
  const username = sliceString(answer, "Username") ?? sliceString(compactJson(answer) ?? "", "Username")
  if (username !== user.username)
    sample.fail({
      outcome: "integrity",
      detail: `GetUser: Username is ${username}, expected ${user.username}`,
    })
}

export default script("getuser", flow)
