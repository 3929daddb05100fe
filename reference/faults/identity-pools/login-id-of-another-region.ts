import type { GetIdInput, GetIdResponse } from "@aws-sdk/client-cognito-identity"
import { stateOf } from "../../identity/state.ts"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const loginIdOfAnotherRegion: Fault = {
  name: "login-id-of-another-region",
  says: "The identity id of a login names another region.",
  breaks: ["identity.get-id/login"],
  apply({ identity }) {
    changeAnswer<GetIdResponse, GetIdInput>(identity, "GetId", (answer, { Logins }, context) => {
      if (!Logins) return answer
      const { identities } = stateOf(context)
      const id = answer.IdentityId!.replace(/^[^:]+/, "local")
      const known = identities.get(answer.IdentityId!)!
      const moved = identities.get(id) ?? { ...known, id }
      identities.set(id, moved)
      for (const [key, owner] of moved.pool.owners) if (owner === known) moved.pool.owners.set(key, moved)
      return { IdentityId: id }
    })
  },
}
