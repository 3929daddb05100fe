import type { DescribeUserPoolResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const defaultSignUpLeftOut: Fault = {
  name: "default-sign-up-left-out",
  says: "AdminCreateUserConfig does not tell that users may sign up themselves.",
  breaks: ["idp.create-user-pool/default-sign-up"],
  apply({ idp }) {
    for (const name of ["CreateUserPool", "DescribeUserPool"]) {
      changeAnswer<DescribeUserPoolResponse>(idp, name, ({ UserPool }) => {
        const { AllowAdminCreateUserOnly, ...config } = UserPool!.AdminCreateUserConfig!
        return {
          UserPool: {
            ...UserPool,
            AdminCreateUserConfig: AllowAdminCreateUserOnly
              ? { ...config, AllowAdminCreateUserOnly }
              : config,
          },
        }
      })
    }
  },
}
