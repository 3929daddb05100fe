import type { Fault } from "../fault.ts"
import { aroundTrigger } from "../functions.ts"

export const refreshIgnoresFunction: Fault = {
  name: "refresh-ignores-function",
  says: "What the function answers at a refresh does not count.",
  breaks: ["triggers.pre-token-generation/refresh-adds-claim", "triggers.pre-token-generation-v2/refresh"],
  apply({ policies }) {
    aroundTrigger(policies, "TokenGeneration_RefreshTokens", async (invoke, event) => {
      const result = await invoke(event)
      return "payload" in result ? { payload: event } : result
    })
  },
}
