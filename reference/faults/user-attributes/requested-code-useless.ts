import type {
  GetUserAttributeVerificationCodeRequest,
  GetUserAttributeVerificationCodeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { bearerOf } from "../../userpool/access-token.ts"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const requestedCodeUseless: Fault = {
  name: "requested-code-useless",
  says: "The code that GetUserAttributeVerificationCode sends does not work.",
  breaks: ["idp.user-attributes/code-on-request", "tokens.operations/verify-attribute"],
  apply({ idp }) {
    changeAnswer<GetUserAttributeVerificationCodeResponse, GetUserAttributeVerificationCodeRequest>(
      idp,
      "GetUserAttributeVerificationCode",
      (answer, input, context) => {
        bearerOf(context, input.AccessToken).user.codes.delete(
          input.AttributeName === "email" ? "email" : "phone_number",
        )
        return answer
      },
    )
  },
}
