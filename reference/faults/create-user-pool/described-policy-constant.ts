import type { DescribeUserPoolResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const describedPolicyConstant: Fault = {
  name: "described-policy-constant",
  says: "DescribeUserPool shows the default password policy, whatever was set.",
  breaks: ["idp.create-user-pool/keeps-settings", "idp.describe-user-pool/update-keeps-policies"],
  apply({ idp }) {
    changeAnswer<DescribeUserPoolResponse>(idp, "DescribeUserPool", ({ UserPool }) => ({
      UserPool: {
        ...UserPool,
        Policies: {
          ...UserPool!.Policies,
          PasswordPolicy: {
            MinimumLength: 8,
            RequireUppercase: true,
            RequireLowercase: true,
            RequireNumbers: true,
            RequireSymbols: true,
            TemporaryPasswordValidityDays: 7,
          },
        },
      },
    }))
  },
}
