import type { DescribeUserPoolResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const defaultSchemaShort: Fault = {
  name: "default-schema-short",
  says: "The reported schema of a pool lacks the attribute updated_at.",
  breaks: ["idp.create-user-pool/default-schema"],
  apply({ idp }) {
    for (const name of ["CreateUserPool", "DescribeUserPool"]) {
      changeAnswer<DescribeUserPoolResponse>(idp, name, ({ UserPool }) => ({
        UserPool: {
          ...UserPool,
          SchemaAttributes: UserPool!.SchemaAttributes!.filter(({ Name }) => Name !== "updated_at"),
        },
      }))
    }
  },
}
