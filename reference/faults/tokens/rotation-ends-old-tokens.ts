import type { Fault } from "../fault.ts"

export const rotationEndsOldTokens: Fault = {
  name: "rotation-ends-old-tokens",
  says: "After a rotation only the new keys verify access tokens.",
  breaks: ["tokens.rotation/old-tokens-live"],
  apply({ policies }) {
    const { accessTokenSignatureHolds } = policies
    policies.accessTokenSignatureHolds = (token, keys) => accessTokenSignatureHolds(token, keys.slice(0, 2))
  },
}
