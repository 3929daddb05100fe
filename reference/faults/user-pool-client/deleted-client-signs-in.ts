import type {
  DeleteUserPoolClientRequest,
  InitiateAuthRequest,
  InitiateAuthResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Client } from "../../userpool/client.ts"
import { clientOf } from "../../userpool/lookup.ts"
import type { Fault } from "../fault.ts"
import { onRefusal, wrap } from "../wrap.ts"

export const deletedClientSignsIn: Fault = {
  name: "deleted-client-signs-in",
  says: "A deleted client still signs users in.",
  breaks: ["idp.user-pool-client/deleted", "idp.refresh/deleted-client"],
  apply({ idp }) {
    const deleted = new Map<string, Client>()
    wrap<DeleteUserPoolClientRequest, void>(idp, "DeleteUserPoolClient", (call, input, context) => {
      deleted.set(input.ClientId, clientOf(context, input.ClientId).client)
      return call()
    })
    onRefusal<InitiateAuthRequest, InitiateAuthResponse>(
      idp,
      "InitiateAuth",
      "ResourceNotFoundException",
      (input, { store }, call) => {
        const client = deleted.get(input.ClientId)
        if (!client) return call()
        store.clients.set(client.id, client)
        const answer = call()
        store.clients.delete(client.id)
        return answer
      },
    )
  },
}
