import { ControlError, requirePool } from "./control-error.ts"
import type { Control } from "./index.ts"

/** `POST clock { userPoolId?, advanceSeconds }`: moves one pool's clock, or every clock, forward. */
export const advanceClock: Control = (endpoint, parameters) => {
  const { advanceSeconds } = parameters
  if (typeof advanceSeconds !== "number" || !(advanceSeconds >= 0)) {
    throw new ControlError(400, "advanceSeconds must be a number that is not negative")
  }
  const clock = parameters.userPoolId === undefined ? endpoint.store : requirePool(endpoint, parameters)
  clock.clockOffset += advanceSeconds * 1000
  return { now: endpoint.now(clock === endpoint.store ? undefined : clock) / 1000 }
}
