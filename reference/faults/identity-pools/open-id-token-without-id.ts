import type { GetOpenIdTokenResponse } from "@aws-sdk/client-cognito-identity"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const openIdTokenWithoutId: Fault = {
  name: "open-id-token-without-id",
  says: "GetOpenIdToken does not answer the identity id.",
  breaks: ["identity.get-open-id-token/answer", "identity.get-open-id-token/classic-flow-unset"],
  apply({ identity }) {
    changeAnswer<GetOpenIdTokenResponse>(identity, "GetOpenIdToken", ({ IdentityId, ...answer }) => answer)
  },
}
