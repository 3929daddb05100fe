import { rotateKeys } from "../userpool/pools.ts"
import { ControlError, requirePool, requireString } from "./control-error.ts"
import type { Control } from "./index.ts"

/** `POST keys/rotate { userPoolId }`: new signing keys, the old ones still listed. */
export const rotate: Control = async (endpoint, parameters) => {
  const pool = requirePool(endpoint, parameters)
  await rotateKeys(endpoint, pool)
  return { kids: pool.keys.listed.map(({ kid }) => kid) }
}

/** `POST keys/withdraw { userPoolId, kid }`: an old key gone from the JWKS, and no longer accepted. */
export const withdraw: Control = (endpoint, parameters) => {
  const { keys } = requirePool(endpoint, parameters)
  const kid = requireString(parameters, "kid")
  const listed = keys.listed.filter((key) => key.kid !== kid)
  if (listed.length === keys.listed.length) throw new ControlError(404, `the pool lists no key ${kid}`)
  if (kid === keys.id.kid || kid === keys.access.kid) {
    throw new ControlError(400, `the key ${kid} still signs; rotate first`)
  }
  keys.listed = listed
  return { kids: listed.map(({ kid }) => kid) }
}
