import type { DescribeUserPoolResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const poolMfaLeftOut: Fault = {
  name: "pool-mfa-left-out",
  says: "A pool that never had MFA does not report MfaConfiguration.",
  breaks: ["idp.create-user-pool/default-mfa"],
  apply({ idp }) {
    for (const name of ["CreateUserPool", "DescribeUserPool"]) {
      changeAnswer<DescribeUserPoolResponse>(idp, name, ({ UserPool }) => {
        const { MfaConfiguration, ...pool } = UserPool!
        return { UserPool: MfaConfiguration === "OFF" ? pool : UserPool! }
      })
    }
  },
}
