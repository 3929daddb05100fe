import type {
  AdminSetUserPasswordRequest,
  AdminSetUserPasswordResponse,
  InitiateAuthResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { StoredPassword } from "../../crypto/password.ts"
import { srpVerifier } from "../../crypto/password.ts"
import { serverChallenge } from "../../crypto/srp.ts"
import { poolOf } from "../../userpool/lookup.ts"
import { userOf } from "../../userpool/names.ts"
import type { User } from "../../userpool/user.ts"
import type { Fault } from "../fault.ts"
import { changeAnswer, wrap } from "../wrap.ts"

export const srpKeepsOldPassword: Fault = {
  name: "srp-keeps-old-password",
  says: "AdminSetUserPassword of a confirmed user changes the password, and SRP goes on with the old one.",
  breaks: ["idp.sign-in-srp/after-password-change"],
  apply({ idp }) {
    const former = new WeakMap<User, StoredPassword>()
    wrap<AdminSetUserPasswordRequest, AdminSetUserPasswordResponse>(
      idp,
      "AdminSetUserPassword",
      (call, { UserPoolId, Username }, context) => {
        const user = userOf(poolOf(context, UserPoolId), Username)
        if (user.status === "CONFIRMED" && user.password) former.set(user, user.password)
        return call()
      },
    )
    changeAnswer<InitiateAuthResponse>(idp, "InitiateAuth", (answer, _input, context) => {
      const block = answer.ChallengeParameters?.SECRET_BLOCK ?? ""
      for (const { srpExchanges } of context.store.userPools.values()) {
        const exchange = srpExchanges.get(block)
        const stored = exchange && former.get(exchange.user)
        if (!stored) continue
        const { salt, verifier } = srpVerifier(stored)
        const { b, B } = serverChallenge(verifier, context.random)
        srpExchanges.set(block, { ...exchange, verifier, b, B })
        return { ...answer, ChallengeParameters: { ...answer.ChallengeParameters, SALT: salt, SRP_B: B } }
      }
      return answer
    })
  },
}
