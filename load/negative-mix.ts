import { refused } from "./adapter/calls.ts"
import { artefacts, config } from "./adapter/config.ts"
import { blend, type Flow } from "./adapter/script.ts"
import { passwordAuth, passwordSignIn, refreshAuth } from "./adapter/sign-in.ts"
import { turns } from "./lib/turns.ts"
import { type LoadUser, loadUser, userIndex } from "./lib/users.ts"
import { flow as revoke } from "./revoke.ts"

export { options } from "./adapter/options.ts"

const { seed, count } = config.users
const half = Math.max(1, Math.floor(count / 2))
const access = artefacts("access")
const refresh = artefacts("refresh")

/** Users who sign in rightly, and others who are refused: who fails often is locked out, which must not touch the first. */
const good = (iteration: number): LoadUser => loadUser(seed, userIndex(iteration, half))
const bad = (iteration: number): LoadUser => loadUser(seed, count - 1 - userIndex(iteration, count - half))

const refusal = (operation: string, type: string, body: (user: LoadUser) => string): Flow => {
  return (sample) => {
    const user = bad(sample.iteration)
    sample.user = user.index
    refused(sample, operation, body(user), type)
  }
}

/** A token whose signature is another one. */
const forged = (token: string) =>
  `${token.slice(0, -8)}${token.slice(-8) === "AAAAAAAA" ? "BBBBBBBB" : "AAAAAAAA"}`

/** Out of twenty. */
const turn = turns<{ name: string; flow: Flow }>([
  [12, { name: "login-password", flow: (sample) => void passwordSignIn(sample, good(sample.iteration)) }],
  [2, { name: "revoke", flow: revoke }],
  [
    2,
    {
      name: "wrong-password",
      flow: refusal("InitiateAuth", "NotAuthorizedException", ({ username }) =>
        passwordAuth(username, "Wrong.password-1"),
      ),
    },
  ],
  [
    1,
    {
      name: "unknown-user",
      flow: refusal("InitiateAuth", "NotAuthorizedException", ({ username, password }) =>
        passwordAuth(`${username}-nobody`, password),
      ),
    },
  ],
  [
    1,
    {
      name: "wrong-client",
      flow: refusal("InitiateAuth", "ResourceNotFoundException", ({ username, password }) =>
        passwordAuth(username, password, "0123456789abcdefghijklmnop"),
      ),
    },
  ],
  [
    1,
    {
      name: "forged-refresh",
      flow: refusal("InitiateAuth", "NotAuthorizedException", ({ index }) =>
        refreshAuth(forged(refresh[index]!)),
      ),
    },
  ],
  [
    1,
    {
      name: "forged-access",
      flow: refusal(
        "GetUser",
        "NotAuthorizedException",
        ({ index }) => `{"AccessToken":"${forged(access[index]!)}"}`,
      ),
    },
  ],
])

export default blend(turn)
