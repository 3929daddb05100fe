import type { CreateUserPoolResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const poolIdLocal: Fault = {
  name: "pool-id-local",
  says: "The id of a user pool begins with `local`, wherever it is.",
  breaks: ["idp.create-user-pool/id-form"],
  apply({ idp }) {
    changeAnswer<CreateUserPoolResponse>(idp, "CreateUserPool", (answer, _input, context) => {
      const { userPools } = context.store
      const pool = userPools.get(answer.UserPool!.Id!)!
      const id = `local_${pool.shortName}`
      userPools.delete(pool.id)
      userPools.set(id, {
        ...pool,
        id,
        settings: { ...pool.settings, Id: id, Arn: pool.settings.Arn!.replace(pool.id, id) },
      })
      const { Id, Arn } = userPools.get(id)!.settings
      return { UserPool: { ...answer.UserPool, Id: Id!, Arn: Arn! } }
    })
  },
}
