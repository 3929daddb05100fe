import crypto from "k6/crypto"
import { call } from "./adapter/calls.ts"
import { artefacts, config } from "./adapter/config.ts"
import { issuedTokens } from "./adapter/issued.ts"
import { type Flow, script } from "./adapter/script.ts"
import { challengeAnswer, passwordAuth } from "./adapter/sign-in.ts"
import { sliceString } from "./lib/slice.ts"
import { totp } from "./lib/totp.ts"
import { loadUser, userIndex } from "./lib/users.ts"

export { options } from "./adapter/options.ts"

const secrets = artefacts("totp")

/** Signs a user in by password and TOTP: two requests. A code counts once, so users come round every 30 s at most. */
export const flow: Flow = (sample) => {
  const nth = userIndex(sample.iteration, config.users.mfa)
  const user = loadUser(config.users.seed, config.users.count + nth)
  sample.user = user.index
  const challenge = call(sample, "InitiateAuth", passwordAuth(user.username, user.password))
  if (challenge === undefined) return
  const session = sliceString(challenge, "Session")
  if (sliceString(challenge, "ChallengeName") !== "SOFTWARE_TOKEN_MFA" || session === undefined)
    return sample.fail({ outcome: "integrity", detail: "a user with TOTP was not asked for a code" })
  const code = totp(secrets[nth]!, Date.now() / 1000, hmacSha1)
  const answer = challengeAnswer("SOFTWARE_TOKEN_MFA", session, {
    USERNAME: user.username,
    SOFTWARE_TOKEN_MFA_CODE: code,
  })
  issuedTokens(sample, call(sample, "RespondToAuthChallenge", answer), user)
}

function hmacSha1(key: Uint8Array, message: Uint8Array): Uint8Array {
  return new Uint8Array(
    crypto.hmac("sha1", key.buffer as ArrayBuffer, message.buffer as ArrayBuffer, "binary"),
  )
}

export default script("login-mfa-totp", flow)
