import { invalidParameter } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const unknownPoolIsParameter: Fault = {
  name: "unknown-pool-is-parameter",
  says: "DescribeIdentityPool of an unknown pool is an InvalidParameterException.",
  breaks: ["identity.pool/describe-unknown", "identity.pool/deleted"],
  apply({ identity }) {
    onRefusal(identity, "DescribeIdentityPool", "ResourceNotFoundException", () =>
      invalidParameter("No such identity pool."),
    )
  },
}
