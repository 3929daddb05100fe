import { config } from "./adapter/config.ts"
import { blend } from "./adapter/script.ts"
import { flow as getuser } from "./getuser.ts"
import { flow as identityPool } from "./identity-pool.ts"
import { flow as jwks } from "./jwks.ts"
import { flow as admin } from "./login-admin.ts"
import { flow as totp } from "./login-mfa-totp.ts"
import { flow as password } from "./login-password.ts"
import { flow as srp } from "./login-srp.ts"
import { flow as refresh } from "./refresh.ts"
import { flow as revoke } from "./revoke.ts"
import { flow as signup } from "./signup.ts"

export { options } from "./adapter/options.ts"

const flows = {
  "login-password": password,
  "login-admin": admin,
  "login-srp": srp,
  "login-mfa-totp": totp,
  refresh,
  revoke,
  signup,
  getuser,
  jwks,
  "identity-pool": identityPool,
}

/** Each flow that the target was prepared for, once. */
const chosen = config.flows.map((name) => ({ name, flow: flows[name as keyof typeof flows] }))

export default blend((iteration) => chosen[iteration % chosen.length]!)
