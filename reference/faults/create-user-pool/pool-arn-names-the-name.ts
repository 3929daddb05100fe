import type { DescribeUserPoolResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const poolArnNamesTheName: Fault = {
  name: "pool-arn-names-the-name",
  says: "The ARN of a user pool ends with a constant instead of its id.",
  breaks: ["idp.create-user-pool/arn"],
  apply({ idp }) {
    for (const name of ["CreateUserPool", "DescribeUserPool"]) {
      changeAnswer<DescribeUserPoolResponse>(idp, name, ({ UserPool }) => ({
        UserPool: { ...UserPool, Arn: UserPool!.Arn!.replace(/userpool\/.*/, "userpool/default") },
      }))
    }
  },
}
