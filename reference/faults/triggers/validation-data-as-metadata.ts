import type { Fault } from "../fault.ts"
import { changeEvent } from "../functions.ts"

export const validationDataAsMetadata: Fault = {
  name: "validation-data-as-metadata",
  says: "ClientMetadata of InitiateAuth arrives in PreAuthentication as clientMetadata.",
  breaks: ["triggers.authentication/validation-data"],
  apply({ policies }) {
    changeEvent(policies, "PreAuthentication", (event) => {
      const { validationData, ...request } = event.request
      return { ...event, request: { ...request, clientMetadata: validationData } }
    })
  },
}
