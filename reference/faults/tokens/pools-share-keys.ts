import type { CreateUserPoolResponse } from "@aws-sdk/client-cognito-identity-provider"
import { poolOf } from "../../userpool/lookup.ts"
import type { UserPool } from "../../userpool/user-pool.ts"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const poolsShareKeys: Fault = {
  name: "pools-share-keys",
  says: "All pools sign with the same keys.",
  breaks: ["tokens.jwks/pools-differ"],
  apply({ idp }) {
    let shared: UserPool["keys"] | undefined
    changeAnswer<CreateUserPoolResponse>(idp, "CreateUserPool", (answer, _input, context) => {
      const { keys } = poolOf(context, answer.UserPool!.Id!)
      shared ??= { ...keys }
      Object.assign(keys, shared)
      return answer
    })
  },
}
