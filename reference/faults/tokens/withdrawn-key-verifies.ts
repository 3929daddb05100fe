import type { SigningKey } from "../../crypto/keys.ts"
import type { Fault } from "../fault.ts"

export const withdrawnKeyVerifies: Fault = {
  name: "withdrawn-key-verifies",
  says: "An access token under a withdrawn key is as good as before.",
  breaks: ["tokens.rotation/withdrawn-refused"],
  apply({ policies }) {
    const ever = new Set<SigningKey>()
    const { signToken, accessTokenSignatureHolds } = policies
    policies.signToken = (claims, use, pool, signIn) => {
      for (const key of pool.keys.listed) ever.add(key)
      return signToken(claims, use, pool, signIn)
    }
    policies.accessTokenSignatureHolds = (token) => accessTokenSignatureHolds(token, [...ever])
  },
}
