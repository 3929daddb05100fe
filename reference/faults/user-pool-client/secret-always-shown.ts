import type { DescribeUserPoolClientResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const secretAlwaysShown: Fault = {
  name: "secret-always-shown",
  says: "A client without a secret is reported with one.",
  breaks: ["idp.user-pool-client/no-secret"],
  apply({ idp }) {
    for (const name of ["CreateUserPoolClient", "DescribeUserPoolClient"]) {
      changeAnswer<DescribeUserPoolClientResponse>(idp, name, ({ UserPoolClient }) => ({
        UserPoolClient: { ClientSecret: UserPoolClient!.ClientId!.repeat(2), ...UserPoolClient },
      }))
    }
  },
}
