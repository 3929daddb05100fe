import { setTimeout } from "node:timers/promises"
import type { Fault } from "./fault.ts"

export const codeRedeemedTwice: Fault = {
  name: "code-redeemed-twice",
  says: "Between the sign-up code's check and its use lie some milliseconds, in which a second call confirms too.",
  breaks: ["idp.confirm-sign-up/once"],
  apply({ policies }) {
    const { redeemCode } = policies
    policies.redeemCode = async (user, purpose) => {
      if (purpose === "sign-up") await setTimeout(20)
      return redeemCode(user, purpose)
    }
  },
}
