import type { Fault } from "../fault.ts"

export const signatureRemembered: Fault = {
  name: "signature-remembered",
  says: "A signature that was right once is not checked again, whatever it stands under.",
  breaks: ["tokens.forged/flipped-payload"],
  apply({ policies }) {
    const { accessTokenSignatureHolds } = policies
    const known = new Set<string>()
    policies.accessTokenSignatureHolds = (token, keys) => {
      const signature = token.signature.toString("hex")
      if (accessTokenSignatureHolds(token, keys)) known.add(signature)
      return known.has(signature)
    }
  },
}
