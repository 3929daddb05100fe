import type { SignIn } from "../../userpool/sign-in.ts"
import type { Fault } from "../fault.ts"

export const refreshKeepsIdToken: Fault = {
  name: "refresh-keeps-id-token",
  says: "A refresh gives the first ID token again.",
  breaks: [
    "idp.refresh/new-tokens",
    "idp.refresh/own-operation",
    "idp.refresh/reads-attributes",
    "idp.refresh/reads-groups",
    "tokens.rotation/refresh-survives",
    "triggers.pre-token-generation-v2/refresh",
    "triggers.pre-token-generation/refresh-adds-claim",
    "idp.refresh/operation-keeps-auth-time",
  ],
  apply({ policies }) {
    const first = new WeakMap<SignIn, Promise<string>>()
    const { signToken } = policies
    policies.signToken = (claims, use, pool, signIn) => {
      if (use === "access") return signToken(claims, use, pool, signIn)
      const token = first.get(signIn) ?? signToken(claims, use, pool, signIn)
      first.set(signIn, token)
      return token
    }
  },
}
