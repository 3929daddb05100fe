import { setTimeout } from "node:timers/promises"
import type { Fault } from "../fault.ts"

export const recoveryCodeRedeemedTwice: Fault = {
  name: "recovery-code-redeemed-twice",
  says: "Between the recovery code's check and its use lie some milliseconds, in which other calls use it too.",
  breaks: ["idp.forgot-password/code-once-together"],
  apply({ policies }) {
    const { redeemCode } = policies
    policies.redeemCode = async (user, purpose) => {
      if (purpose === "recovery") await setTimeout(20)
      return redeemCode(user, purpose)
    }
  },
}
