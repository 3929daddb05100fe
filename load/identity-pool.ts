import { call } from "./adapter/calls.ts"
import { artefacts, config, userOf } from "./adapter/config.ts"
import { type Flow, script } from "./adapter/script.ts"
import { sliceString } from "./lib/slice.ts"

export { options } from "./adapter/options.ts"

const tokens = artefacts("id")

/** From an ID token to AWS credentials: GetId and GetCredentialsForIdentity. That an identity stays its user's is the audit's. */
export const flow: Flow = (sample) => {
  const user = userOf(sample.iteration)
  sample.user = user.index
  const logins = `"Logins":{"${config.loginProvider}":"${tokens[user.index]}"}`
  const found = call(sample, "GetId", `{"IdentityPoolId":"${config.identityPoolId}",${logins}}`, "identity")
  if (found === undefined) return
  const identity = sliceString(found, "IdentityId")
  if (identity === undefined) return sample.fail({ outcome: "protocol", detail: "GetId gave no IdentityId" })
  sample.identity(identity)
  const answer = call(
    sample,
    "GetCredentialsForIdentity",
    `{"IdentityId":"${identity}",${logins}}`,
    "identity",
  )
  if (answer === undefined) return
  if (sliceString(answer, "IdentityId") !== identity)
    sample.fail({ outcome: "integrity", detail: "GetCredentialsForIdentity answered for another identity" })
  else if (sliceString(answer, "SessionToken") === undefined)
    sample.fail({ outcome: "protocol", detail: "GetCredentialsForIdentity gave no credentials" })
}

export default script("identity-pool", flow)
