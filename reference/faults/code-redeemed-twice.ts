import { setTimeout } from "node:timers/promises"
import type { Fault } from "./fault.ts"

/** As long as a round trip to a database: one turn of the event loop is over before a second connection is read. */
const windowMs = 20

export const codeRedeemedTwice: Fault = {
  name: "code-redeemed-twice",
  says: "Between the sign-up code's check and its use there is a moment in which a second call confirms too.",
  breaks: ["idp.confirm-sign-up/code-single-use"],
  apply({ policies }) {
    const { redeemCode } = policies
    policies.redeemCode = async (user, purpose) => {
      if (purpose === "sign-up") await setTimeout(windowMs)
      return redeemCode(user, purpose)
    }
  },
}
