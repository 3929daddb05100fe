import type {
  UpdateUserAttributesRequest,
  UpdateUserAttributesResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { bearerOf } from "../../userpool/access-token.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const userVerifiesThemselves: Fault = {
  name: "user-verifies-themselves",
  says: "UpdateUserAttributes may set email_verified.",
  breaks: ["idp.user-attributes/verified-flag-not-writable"],
  apply({ idp }) {
    wrap<UpdateUserAttributesRequest, UpdateUserAttributesResponse>(
      idp,
      "UpdateUserAttributes",
      async (call, input, context) => {
        const { user } = bearerOf(context, input.AccessToken)
        const isFlag = ({ Name }: { Name: string }) => Name === "email_verified"
        const flag = input.UserAttributes.find(isFlag)?.Value
        const answer = await call({
          ...input,
          UserAttributes: input.UserAttributes.filter((attribute) => !isFlag(attribute)),
        })
        if (flag) user.attributes.set("email_verified", flag)
        return answer
      },
    )
  },
}
