import type {
  VerifyUserAttributeRequest,
  VerifyUserAttributeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { bearerOf } from "../../userpool/access-token.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const anyAttributeCode: Fault = {
  name: "any-attribute-code",
  says: "VerifyUserAttribute takes every code for the one that was sent.",
  breaks: ["idp.user-attributes/wrong-code"],
  apply({ idp }) {
    wrap<VerifyUserAttributeRequest, VerifyUserAttributeResponse>(
      idp,
      "VerifyUserAttribute",
      (call, input, context) => {
        const { user } = bearerOf(context, input.AccessToken)
        const code = user.codes.get(input.AttributeName === "email" ? "email" : "phone_number")
        return call({ ...input, Code: code?.value ?? input.Code })
      },
    )
  },
}
