import type { IdentityDescription } from "@aws-sdk/client-cognito-identity"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const loginsNotDescribed: Fault = {
  name: "logins-not-described",
  says: "DescribeIdentity does not tell the logins.",
  breaks: ["identity.pool/describe-identity"],
  apply({ identity }) {
    changeAnswer<IdentityDescription>(
      identity,
      "DescribeIdentity",
      ({ Logins, ...description }) => description,
    )
  },
}
