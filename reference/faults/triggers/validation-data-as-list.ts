import type { Fault } from "../fault.ts"
import { changeEvent } from "../functions.ts"

export const validationDataAsList: Fault = {
  name: "validation-data-as-list",
  says: "ValidationData arrives in PreSignUp as the list that it was.",
  breaks: ["triggers.pre-sign-up/validation-data"],
  apply({ policies }) {
    changeEvent(policies, "PreSignUp", (event) => {
      const data = Object.entries(event.request.validationData ?? {}).map(([Name, Value]) => ({
        Name,
        Value,
      }))
      return { ...event, request: { ...event.request, validationData: data } }
    })
  },
}
