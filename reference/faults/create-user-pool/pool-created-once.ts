import type { CreateUserPoolRequest, CreateUserPoolResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const poolCreatedOnce: Fault = {
  name: "pool-created-once",
  says: "CreateUserPool answers a pool that exists when one of that name does.",
  breaks: ["idp.create-user-pool/ids-differ"],
  apply({ idp }) {
    wrap<CreateUserPoolRequest, CreateUserPoolResponse>(
      idp,
      "CreateUserPool",
      async (call, input, context) => {
        const existing = [...context.store.userPools.values()].find(
          ({ settings }) => settings.Name === input.PoolName,
        )
        return existing ? idp.DescribeUserPool!({ UserPoolId: existing.id } as never, context) : call()
      },
    )
  },
}
