import type { InitiateAuthRequest } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeEvent } from "../functions.ts"
import { changePolicies } from "../wrap.ts"

export const initiateMetadataForPreToken: Fault = {
  name: "initiate-metadata-for-pre-token",
  says: "ClientMetadata of InitiateAuth arrives in PreTokenGeneration.",
  breaks: ["triggers.pre-token-generation/no-metadata-from-initiate"],
  apply({ idp }) {
    changePolicies<InitiateAuthRequest>(idp, "InitiateAuth", (standard, { ClientMetadata }) => {
      const policies = { ...standard }
      changeEvent(policies, "TokenGeneration", (event) => ({
        ...event,
        request: { ...event.request, ...(ClientMetadata && { clientMetadata: ClientMetadata }) },
      }))
      return policies
    })
  },
}
