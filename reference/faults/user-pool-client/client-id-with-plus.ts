import type { CreateUserPoolClientResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const clientIdWithPlus: Fault = {
  name: "client-id-with-plus",
  says: "A client id ends with a plus sign.",
  breaks: ["idp.user-pool-client/id-form"],
  apply({ idp }) {
    changeAnswer<CreateUserPoolClientResponse>(
      idp,
      "CreateUserPoolClient",
      ({ UserPoolClient }, _input, { store }) => {
        const client = store.clients.get(UserPoolClient!.ClientId!)!
        const id = `${client.id}+`
        store.clients.delete(client.id)
        store.clients.set(id, { ...client, id })
        return { UserPoolClient: { ...UserPoolClient, ClientId: id } }
      },
    )
  },
}
