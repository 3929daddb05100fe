import type { CreateUserPoolClientResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const clientIdWithPlus: Fault = {
  name: "client-id-with-plus",
  says: "The id of a client that was given no flows ends with a plus sign.",
  breaks: ["idp.user-pool-client/id-form"],
  apply({ idp }) {
    changeAnswer<CreateUserPoolClientResponse>(
      idp,
      "CreateUserPoolClient",
      ({ UserPoolClient }, _input, { store }) => {
        const client = store.clients.get(UserPoolClient!.ClientId!)!
        if (client.settings.ExplicitAuthFlows) return { UserPoolClient: UserPoolClient! }
        const id = `${client.id}+`
        store.clients.delete(client.id)
        store.clients.set(id, { ...client, id })
        return { UserPoolClient: { ...UserPoolClient, ClientId: id } }
      },
    )
  },
}
