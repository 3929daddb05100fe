import type { IdentityPool } from "@aws-sdk/client-cognito-identity"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const poolNameCutShort: Fault = {
  name: "pool-name-cut-short",
  says: "DescribeIdentityPool tells the first four characters of the name.",
  breaks: ["identity.pool/create"],
  apply({ identity }) {
    changeAnswer<IdentityPool>(identity, "DescribeIdentityPool", (pool) => ({
      ...pool,
      IdentityPoolName: pool.IdentityPoolName.slice(0, 4),
    }))
  },
}
