import type { SignUpRequest, SignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { named, wrap } from "../wrap.ts"

export const unknownAttributesDropped: Fault = {
  name: "unknown-attributes-dropped",
  says: "SignUp drops attributes that the schema does not have.",
  breaks: ["idp.sign-up/unknown-attribute"],
  apply({ idp }) {
    wrap<SignUpRequest, SignUpResponse>(idp, "SignUp", (call, input, context) => {
      const known = named(context, input).pool.schema.map(({ Name }) => Name)
      return call({
        ...input,
        UserAttributes: (input.UserAttributes ?? []).filter(({ Name }) => known.includes(Name)),
      })
    })
  },
}
