import type { Fault } from "../fault.ts"
import { aroundTrigger, type TriggerEvent } from "../functions.ts"

export const unrecognizableOutputForgiven: Fault = {
  name: "unrecognizable-output-forgiven",
  says: "A PreTokenGeneration function that answers other JSON than its event is ignored.",
  breaks: ["triggers.pre-token-generation/not-an-event"],
  apply({ policies }) {
    aroundTrigger(policies, "TokenGeneration", async (invoke, event) => {
      const result = await invoke(event)
      const isEvent = "payload" in result && typeof (result.payload as TriggerEvent).response === "object"
      return "payload" in result && !isEvent ? { payload: event } : result
    })
  },
}
