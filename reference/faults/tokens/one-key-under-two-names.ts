import type { CreateUserPoolResponse } from "@aws-sdk/client-cognito-identity-provider"
import { poolOf } from "../../userpool/lookup.ts"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const oneKeyUnderTwoNames: Fault = {
  name: "one-key-under-two-names",
  says: "The key for ID tokens is that for access tokens, under another kid.",
  breaks: ["tokens.jwks/keys-distinct"],
  apply({ idp }) {
    changeAnswer<CreateUserPoolResponse>(idp, "CreateUserPool", (answer, _input, context) => {
      const { keys } = poolOf(context, answer.UserPool!.Id!)
      const { kid } = keys.id
      keys.id = { ...keys.access, kid, publicJwk: { ...keys.access.publicJwk, kid } }
      keys.listed = [keys.id, keys.access]
      return answer
    })
  },
}
