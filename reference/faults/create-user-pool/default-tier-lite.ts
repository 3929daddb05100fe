import type { DescribeUserPoolResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const defaultTierLite: Fault = {
  name: "default-tier-lite",
  says: "A pool of the tier ESSENTIALS is reported as LITE.",
  breaks: ["idp.create-user-pool/default-tier"],
  apply({ idp }) {
    for (const name of ["CreateUserPool", "DescribeUserPool"]) {
      changeAnswer<DescribeUserPoolResponse>(idp, name, ({ UserPool }) => ({
        UserPool: UserPool!.UserPoolTier === "ESSENTIALS" ? { ...UserPool, UserPoolTier: "LITE" } : UserPool!,
      }))
    }
  },
}
