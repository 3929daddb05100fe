import type { Fault } from "../fault.ts"
import { changeEvent } from "../functions.ts"
import { changePolicies } from "../wrap.ts"

export const refreshMetadataLost: Fault = {
  name: "refresh-metadata-lost",
  says: "ClientMetadata of GetTokensFromRefreshToken does not arrive in PreTokenGeneration.",
  breaks: ["triggers.pre-token-generation/metadata-from-refresh"],
  apply({ idp }) {
    changePolicies(idp, "GetTokensFromRefreshToken", (standard) => {
      const policies = { ...standard }
      changeEvent(policies, "TokenGeneration", (event) => {
        const { clientMetadata, ...request } = event.request
        return { ...event, request }
      })
      return policies
    })
  },
}
