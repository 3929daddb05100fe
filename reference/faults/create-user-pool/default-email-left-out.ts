import type { DescribeUserPoolResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const defaultEmailLeftOut: Fault = {
  name: "default-email-left-out",
  says: "EmailSendingAccount is reported only where it is DEVELOPER.",
  breaks: ["idp.create-user-pool/default-email"],
  apply({ idp }) {
    for (const name of ["CreateUserPool", "DescribeUserPool"]) {
      changeAnswer<DescribeUserPoolResponse>(idp, name, ({ UserPool }) => {
        const { EmailSendingAccount, ...config } = UserPool!.EmailConfiguration!
        return {
          UserPool: {
            ...UserPool,
            EmailConfiguration:
              EmailSendingAccount === "DEVELOPER" ? { ...config, EmailSendingAccount } : config,
          },
        }
      })
    }
  },
}
