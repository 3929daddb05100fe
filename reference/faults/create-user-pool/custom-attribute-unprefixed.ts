import type { DescribeUserPoolResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const customAttributeUnprefixed: Fault = {
  name: "custom-attribute-unprefixed",
  says: "The reported schema names custom attributes without `custom:`.",
  breaks: ["idp.create-user-pool/custom-attribute"],
  apply({ idp }) {
    for (const name of ["CreateUserPool", "DescribeUserPool"]) {
      changeAnswer<DescribeUserPoolResponse>(idp, name, ({ UserPool }) => ({
        UserPool: {
          ...UserPool,
          SchemaAttributes: UserPool!.SchemaAttributes!.map((attribute) => ({
            ...attribute,
            Name: attribute.Name!.replace("custom:", ""),
          })),
        },
      }))
    }
  },
}
