import type { GetIdInput, GetIdResponse } from "@aws-sdk/client-cognito-identity"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const getIdTellsMore: Fault = {
  name: "get-id-tells-more",
  says: "GetId answers the identity pool's id too.",
  breaks: ["identity.get-id/answer", "wire.unknown-members/identity.GetId"],
  apply({ identity }) {
    changeAnswer<GetIdResponse, GetIdInput>(identity, "GetId", (answer, { IdentityPoolId }) => ({
      ...answer,
      IdentityPoolId,
    }))
  },
}
