import type {
  DeleteUserPoolRequest,
  DescribeUserPoolRequest,
  DescribeUserPoolResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { poolOf } from "../../userpool/lookup.ts"
import type { UserPool } from "../../userpool/user-pool.ts"
import type { Fault } from "../fault.ts"
import { onRefusal, wrap } from "../wrap.ts"

export const deletePoolForgets: Fault = {
  name: "delete-pool-forgets",
  says: "DeleteUserPool answers well, and DescribeUserPool still shows the pool.",
  breaks: ["idp.describe-user-pool/deleted"],
  apply({ idp }) {
    const deleted = new Map<string, UserPool>()
    wrap<DeleteUserPoolRequest, void>(idp, "DeleteUserPool", async (call, { UserPoolId }, context) => {
      const pool = poolOf(context, UserPoolId)
      await call()
      deleted.set(UserPoolId, pool)
    })
    onRefusal<DescribeUserPoolRequest, DescribeUserPoolResponse>(
      idp,
      "DescribeUserPool",
      "ResourceNotFoundException",
      async ({ UserPoolId }, { store }, call) => {
        const pool = deleted.get(UserPoolId)
        if (pool) store.userPools.set(UserPoolId, pool)
        return call().finally(() => store.userPools.delete(UserPoolId))
      },
    )
  },
}
