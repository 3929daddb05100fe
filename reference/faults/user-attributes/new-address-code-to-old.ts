import type {
  UpdateUserAttributesRequest,
  UpdateUserAttributesResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { bearerOf } from "../../userpool/access-token.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const newAddressCodeToOld: Fault = {
  name: "new-address-code-to-old",
  says: "The code that verifies a new e-mail address goes elsewhere.",
  breaks: ["idp.user-attributes/new-address-code", "idp.user-attributes/before-update"],
  apply({ idp }) {
    wrap<UpdateUserAttributesRequest, UpdateUserAttributesResponse>(
      idp,
      "UpdateUserAttributes",
      async (call, input, context) => {
        const { pool, user } = bearerOf(context, input.AccessToken)
        const to = user.attributes.get("email") ?? "nobody@example.com"
        const count = pool.messages.length
        const answer = await call()
        for (const message of pool.messages.splice(count)) {
          pool.messages.push(message.username === user.username ? { ...message, to } : message)
        }
        return answer
      },
    )
  },
}
