import type { CreateUserPoolRequest, CreateUserPoolResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const requiredCustomAttributeTaken: Fault = {
  name: "required-custom-attribute-taken",
  says: "A required custom attribute is made one that is not required.",
  breaks: ["idp.create-user-pool/required-custom-attribute"],
  apply({ idp }) {
    onRefusal<CreateUserPoolRequest, CreateUserPoolResponse>(
      idp,
      "CreateUserPool",
      "InvalidParameterException",
      ({ Schema, ...input }, _context, call) =>
        call({ ...input, ...(Schema && { Schema: Schema.map(({ Required, ...attribute }) => attribute) }) }),
    )
  },
}
