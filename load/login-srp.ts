import crypto from "k6/crypto"
import { call } from "./adapter/calls.ts"
import { config, userOf } from "./adapter/config.ts"
import { issuedTokens } from "./adapter/issued.ts"
import { type Flow, script } from "./adapter/script.ts"
import { challengeAnswer } from "./adapter/sign-in.ts"
import { srpHost } from "./adapter/srp-host.ts"
import { sliceString } from "./lib/slice.ts"
import { srpKeys, srpSignature, srpTimestamp } from "./lib/srp.ts"

export { options } from "./adapter/options.ts"

const poolName = config.userPoolId.slice(config.userPoolId.indexOf("_") + 1)

/** Signs a user in by SRP, with fresh keys each time: two requests, and 4 ms of arithmetic in k6. */
export const flow: Flow = (sample) => {
  const user = userOf(sample.iteration)
  sample.user = user.index
  const keys = srpKeys(crypto.hexEncode(crypto.randomBytes(32)))
  const start = `{"AuthFlow":"USER_SRP_AUTH","ClientId":"${config.clientId}","AuthParameters":{"USERNAME":"${user.username}","SRP_A":"${keys.A}"}}`
  const challenge = call(sample, "InitiateAuth", start)
  if (challenge === undefined) return
  const given = (name: string) => sliceString(challenge, name)
  const [B, salt, secretBlock, userIdForSrp] = [
    given("SRP_B"),
    given("SALT"),
    given("SECRET_BLOCK"),
    given("USER_ID_FOR_SRP"),
  ]
  if (!B || !salt || !secretBlock || !userIdForSrp)
    return sample.fail({ outcome: "protocol", detail: "InitiateAuth gave no PASSWORD_VERIFIER challenge" })
  const timestamp = srpTimestamp(new Date())
  const signature = srpSignature(
    { ...keys, poolName, userIdForSrp, password: user.password, B, salt, secretBlock, timestamp },
    srpHost,
  )
  const answer = challengeAnswer("PASSWORD_VERIFIER", given("Session"), {
    USERNAME: userIdForSrp,
    PASSWORD_CLAIM_SECRET_BLOCK: secretBlock,
    PASSWORD_CLAIM_SIGNATURE: signature,
    TIMESTAMP: timestamp,
  })
  issuedTokens(sample, call(sample, "RespondToAuthChallenge", answer), user)
}

export default script("login-srp", flow)
