import type {
  UpdateUserPoolClientRequest,
  UpdateUserPoolClientResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { clientOf } from "../../userpool/lookup.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const updateClientMerges: Fault = {
  name: "update-client-merges",
  says: "UpdateUserPoolClient keeps what it is not given.",
  breaks: ["idp.user-pool-client/update-replaces"],
  apply({ idp }) {
    wrap<UpdateUserPoolClientRequest, UpdateUserPoolClientResponse>(
      idp,
      "UpdateUserPoolClient",
      (call, input, context) => call({ ...clientOf(context, input.ClientId).client.settings, ...input }),
    )
  },
}
