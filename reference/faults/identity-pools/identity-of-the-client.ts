import type { DeleteIdentitiesInput, DeleteIdentitiesResponse } from "@aws-sdk/client-cognito-identity"
import { stateOf } from "../../identity/state.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const identityOfTheClient: Fault = {
  name: "identity-of-the-client",
  says: "All users of an app client are one identity, which stays when one of them goes.",
  breaks: ["identity.get-id/logins-differ", "identity.pool/delete-identities"],
  apply({ policies, identity }) {
    const { readIdToken } = policies
    policies.readIdToken = (token) => {
      const jwt = readIdToken(token)
      return jwt && { ...jwt, payload: { ...jwt.payload, sub: jwt.payload.aud } }
    }
    wrap<DeleteIdentitiesInput, DeleteIdentitiesResponse>(
      identity,
      "DeleteIdentities",
      (call, input, context) => {
        const { identities } = stateOf(context)
        const IdentityIdsToDelete = input.IdentityIdsToDelete.filter((id) => identities.get(id)?.guest)
        return call({ IdentityIdsToDelete })
      },
    )
  },
}
