import type { DescribeUserPoolResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const defaultProtectionLeftOut: Fault = {
  name: "default-protection-left-out",
  says: "DeletionProtection is reported only where it is ACTIVE.",
  breaks: ["idp.create-user-pool/default-protection"],
  apply({ idp }) {
    for (const name of ["CreateUserPool", "DescribeUserPool"]) {
      changeAnswer<DescribeUserPoolResponse>(idp, name, ({ UserPool }) => {
        const { DeletionProtection, ...pool } = UserPool!
        return { UserPool: DeletionProtection === "ACTIVE" ? UserPool! : pool }
      })
    }
  },
}
