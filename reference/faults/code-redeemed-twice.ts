import { setImmediate } from "node:timers/promises"
import type { Fault } from "./fault.ts"

export const codeRedeemedTwice: Fault = {
  name: "code-redeemed-twice",
  says: "The sign-up code's check and its use are a turn of the event loop apart: two calls at once both confirm.",
  breaks: ["idp.confirm-sign-up/code-single-use"],
  apply({ policies }) {
    const { redeemCode } = policies
    policies.redeemCode = async (user, purpose) => {
      if (purpose === "sign-up") await setImmediate()
      return redeemCode(user, purpose)
    }
  },
}
