import { signJwt } from "../../crypto/jws.ts"
import type { Fault } from "../fault.ts"

export const changedTokensUnderWrongKey: Fault = {
  name: "changed-tokens-under-wrong-key",
  says: "ID tokens that a function of version 2 changed are signed with the key for access tokens, under their own kid.",
  breaks: ["triggers.pre-token-generation-v2/signatures"],
  apply({ policies }) {
    const { signToken } = policies
    policies.signToken = (claims, use, pool, signIn) =>
      use === "id" && pool.settings.LambdaConfig?.PreTokenGenerationConfig
        ? signJwt(claims, pool.keys.access, { kid: pool.keys.id.kid, alg: "RS256" })
        : signToken(claims, use, pool, signIn)
  },
}
