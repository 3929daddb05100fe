import type {
  UpdateUserAttributesRequest,
  UpdateUserAttributesResponse,
  VerifyUserAttributeRequest,
  VerifyUserAttributeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { bearerOf } from "../../userpool/access-token.ts"
import type { User } from "../../userpool/user.ts"
import type { Fault } from "../fault.ts"
import { changeAnswer, wrap } from "../wrap.ts"

export const verifyForgets: Fault = {
  name: "verify-forgets",
  says: "VerifyUserAttribute with the code of a changed address answers well and verifies nothing.",
  breaks: ["idp.user-attributes/new-address-code"],
  apply({ idp }) {
    const changed = new WeakSet<User>()
    wrap<UpdateUserAttributesRequest, UpdateUserAttributesResponse>(
      idp,
      "UpdateUserAttributes",
      (call, input, context) => {
        const { user } = bearerOf(context, input.AccessToken)
        if (user.attributes.has("email")) changed.add(user)
        return call()
      },
    )
    changeAnswer<VerifyUserAttributeResponse, VerifyUserAttributeRequest>(
      idp,
      "VerifyUserAttribute",
      (answer, input, context) => {
        const { user } = bearerOf(context, input.AccessToken)
        if (changed.has(user)) user.attributes.set(`${input.AttributeName}_verified`, "false")
        return answer
      },
    )
  },
}
