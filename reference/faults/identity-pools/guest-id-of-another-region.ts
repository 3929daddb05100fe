import type { GetIdInput, GetIdResponse } from "@aws-sdk/client-cognito-identity"
import { stateOf } from "../../identity/state.ts"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const guestIdOfAnotherRegion: Fault = {
  name: "guest-id-of-another-region",
  says: "A guest's identity id names another region.",
  breaks: ["identity.get-id/guest"],
  apply({ identity }) {
    changeAnswer<GetIdResponse, GetIdInput>(identity, "GetId", (answer, { Logins }, context) => {
      if (Logins) return answer
      const { identities } = stateOf(context)
      const id = answer.IdentityId!.replace(/^[^:]+/, "local")
      identities.set(id, { ...identities.get(answer.IdentityId!)!, id })
      return { IdentityId: id }
    })
  },
}
