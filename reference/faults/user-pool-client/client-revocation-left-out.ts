import type { DescribeUserPoolClientResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const clientRevocationLeftOut: Fault = {
  name: "client-revocation-left-out",
  says: "EnableTokenRevocation is reported only where it is false.",
  breaks: ["idp.user-pool-client/defaults"],
  apply({ idp }) {
    for (const name of ["CreateUserPoolClient", "DescribeUserPoolClient"]) {
      changeAnswer<DescribeUserPoolClientResponse>(idp, name, ({ UserPoolClient }) => {
        const { EnableTokenRevocation, ...client } = UserPoolClient!
        return { UserPoolClient: EnableTokenRevocation ? client : UserPoolClient! }
      })
    }
  },
}
