import type { InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const srpBConstant: Fault = {
  name: "srp-b-constant",
  says: "SRP_B stays the same for one password.",
  breaks: ["idp.sign-in-srp/salt-stable"],
  apply({ idp }) {
    const first = new WeakMap<object, { b: bigint; B: string }>()
    changeAnswer<InitiateAuthResponse>(idp, "InitiateAuth", (answer, _input, context) => {
      const block = answer.ChallengeParameters?.SECRET_BLOCK ?? ""
      for (const { srpExchanges } of context.store.userPools.values()) {
        const exchange = srpExchanges.get(block)
        if (!exchange?.user.password) continue
        const { b, B } = first.get(exchange.user.password) ?? exchange
        first.set(exchange.user.password, { b, B })
        srpExchanges.set(block, { ...exchange, b, B })
        return { ...answer, ChallengeParameters: { ...answer.ChallengeParameters, SRP_B: B } }
      }
      return answer
    })
  },
}
