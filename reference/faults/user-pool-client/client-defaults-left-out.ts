import type { DescribeUserPoolClientResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const clientDefaultsLeftOut: Fault = {
  name: "client-defaults-left-out",
  says: "RefreshTokenValidity is reported only where it is not 30.",
  breaks: ["idp.user-pool-client/defaults"],
  apply({ idp }) {
    for (const name of ["CreateUserPoolClient", "DescribeUserPoolClient"]) {
      changeAnswer<DescribeUserPoolClientResponse>(idp, name, ({ UserPoolClient }) => {
        const { RefreshTokenValidity, ...client } = UserPoolClient!
        return { UserPoolClient: RefreshTokenValidity === 30 ? client : UserPoolClient! }
      })
    }
  },
}
