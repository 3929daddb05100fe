import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const partsRemembered: Fault = {
  name: "parts-remembered",
  says: "GetUser takes a token all of whose parts are of tokens that were issued.",
  breaks: ["tokens.forged/spliced", "tokens.rotation/withdrawn-refused"],
  apply({ policies, idp }) {
    const parts = new Set<string>()
    const { signToken } = policies
    policies.signToken = async (claims, use, pool, signIn) => {
      const token = await signToken(claims, use, pool, signIn)
      for (const part of token.split(".")) parts.add(part)
      return token
    }
    changePolicies(idp, "GetUser", () => ({
      accessTokenSignatureHolds: ({ signed, signature }) =>
        [...signed.split("."), signature.toString("base64url")].every((part) => parts.has(part)),
    }))
  },
}
