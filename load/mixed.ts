import { blend } from "./adapter/script.ts"
import { flow as getuser } from "./getuser.ts"
import { flow as jwks } from "./jwks.ts"
import { turns } from "./lib/turns.ts"
import { flow as password } from "./login-password.ts"
import { flow as srp } from "./login-srp.ts"
import { flow as refresh } from "./refresh.ts"

export { options } from "./adapter/options.ts"

/** What an application's users do: most refresh, some sign in. Out of twenty. */
const turn = turns([
  [11, { name: "refresh", flow: refresh }],
  [4, { name: "login-password", flow: password }],
  [2, { name: "login-srp", flow: srp }],
  [2, { name: "getuser", flow: getuser }],
  [1, { name: "jwks", flow: jwks }],
])

export default blend(turn)
