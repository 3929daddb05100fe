import type { DescribeUserPoolResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const poolWithoutDates: Fault = {
  name: "pool-without-dates",
  says: "DescribeUserPool leaves the dates out.",
  breaks: ["idp.describe-user-pool/as-created"],
  apply({ idp }) {
    changeAnswer<DescribeUserPoolResponse>(idp, "DescribeUserPool", ({ UserPool }) => {
      const { CreationDate, LastModifiedDate, ...pool } = UserPool!
      return { UserPool: pool }
    })
  },
}
