import type { DescribeUserPoolResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const defaultTemporaryPasswordLong: Fault = {
  name: "default-temporary-password-long",
  says: "A password policy of seven days for temporary passwords is reported as one of ninety.",
  breaks: ["idp.create-user-pool/default-policy"],
  apply({ idp }) {
    for (const name of ["CreateUserPool", "DescribeUserPool"]) {
      changeAnswer<DescribeUserPoolResponse>(idp, name, ({ UserPool }) => {
        const policy = UserPool!.Policies!.PasswordPolicy!
        if (policy.TemporaryPasswordValidityDays !== 7) return { UserPool: UserPool! }
        const PasswordPolicy = { ...policy, TemporaryPasswordValidityDays: 90 }
        return { UserPool: { ...UserPool!, Policies: { ...UserPool!.Policies!, PasswordPolicy } } }
      })
    }
  },
}
