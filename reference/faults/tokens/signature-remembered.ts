import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const signatureRemembered: Fault = {
  name: "signature-remembered",
  says: "GetUser does not check a signature again that was right once, whatever it stands under.",
  breaks: [
    "tokens.forged/flipped-payload",
    "tokens.forged/duplicate-members",
    "tokens.forged/flipped-header",
    "tokens.forged/spliced",
    "tokens.rotation/withdrawn-refused",
  ],
  apply({ idp }) {
    const known = new Set<string>()
    changePolicies(idp, "GetUser", ({ accessTokenSignatureHolds }) => ({
      accessTokenSignatureHolds: (token, keys) => {
        const signature = token.signature.toString("hex")
        if (accessTokenSignatureHolds(token, keys)) known.add(signature)
        return known.has(signature)
      },
    }))
  },
}
