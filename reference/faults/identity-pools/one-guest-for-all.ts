import type { GetIdInput, GetIdResponse } from "@aws-sdk/client-cognito-identity"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const oneGuestForAll: Fault = {
  name: "one-guest-for-all",
  says: "All guests of an identity pool are one.",
  breaks: ["identity.get-id/guest-new-each"],
  apply({ identity }) {
    const first = new Map<string, GetIdResponse>()
    changeAnswer<GetIdResponse, GetIdInput>(identity, "GetId", (answer, { IdentityPoolId, Logins }) => {
      if (Logins) return answer
      if (!first.has(IdentityPoolId)) first.set(IdentityPoolId, answer)
      return { IdentityId: first.get(IdentityPoolId)!.IdentityId! }
    })
  },
}
