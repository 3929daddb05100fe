import type {
  UpdateUserAttributesRequest,
  UpdateUserAttributesResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { bearerOf } from "../../userpool/access-token.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const newAddressStaysVerified: Fault = {
  name: "new-address-stays-verified",
  says: "A new e-mail address is as verified as the old one was.",
  breaks: ["idp.user-attributes/new-address-unverified"],
  apply({ idp }) {
    wrap<UpdateUserAttributesRequest, UpdateUserAttributesResponse>(
      idp,
      "UpdateUserAttributes",
      async (call, input, context) => {
        const { user } = bearerOf(context, input.AccessToken)
        const flag = user.attributes.get("email_verified")
        const answer = await call()
        if (flag) user.attributes.set("email_verified", flag)
        return answer
      },
    )
  },
}
