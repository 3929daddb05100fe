import type { SignUpRequest, SignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { named, wrap } from "../wrap.ts"

export const requiredAttributesOptional: Fault = {
  name: "required-attributes-optional",
  says: "SignUp does without attributes that the schema requires.",
  breaks: ["idp.sign-up/missing-required-attribute"],
  apply({ idp }) {
    wrap<SignUpRequest, SignUpResponse>(idp, "SignUp", (call, input, context) => {
      const required = named(context, input).pool.schema.filter(({ Required }) => Required)
      for (const attribute of required) attribute.Required = false
      const answer = call()
      for (const attribute of required) attribute.Required = true
      return answer
    })
  },
}
