import type { Fault } from "../fault.ts"
import { changeEvent } from "../functions.ts"
import { changePolicies } from "../wrap.ts"

export const respondMetadataLost: Fault = {
  name: "respond-metadata-lost",
  says: "ClientMetadata of RespondToAuthChallenge does not arrive in PreTokenGeneration.",
  breaks: ["triggers.pre-token-generation/metadata-from-respond"],
  apply({ idp }) {
    changePolicies(idp, "RespondToAuthChallenge", (standard) => {
      const policies = { ...standard }
      changeEvent(policies, "TokenGeneration", (event) => {
        const { clientMetadata, ...request } = event.request
        return { ...event, request }
      })
      return policies
    })
  },
}
