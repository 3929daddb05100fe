import type { IdentityPool } from "@aws-sdk/client-cognito-identity"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const guestAccessNotKept: Fault = {
  name: "guest-access-not-kept",
  says: "DescribeIdentityPool says that guests are not allowed, always.",
  breaks: ["identity.pool/create", "identity.pool/update-replaces"],
  apply({ identity }) {
    changeAnswer<IdentityPool>(identity, "DescribeIdentityPool", (pool) => ({
      ...pool,
      AllowUnauthenticatedIdentities: !pool.AllowUnauthenticatedIdentities,
    }))
  },
}
