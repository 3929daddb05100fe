import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const unknownKidTrusted: Fault = {
  name: "unknown-kid-trusted",
  says: "Where no key of the pool has the kid of a token, GetUser does not check the signature.",
  breaks: ["tokens.forged/unknown-kid", "tokens.forged/spliced", "tokens.rotation/withdrawn-refused"],
  apply({ idp }) {
    changePolicies(idp, "GetUser", ({ accessTokenSignatureHolds }) => ({
      accessTokenSignatureHolds: (token, keys) =>
        (token.header.alg === "RS256" && !keys.some(({ kid }) => kid === token.header.kid)) ||
        accessTokenSignatureHolds(token, keys),
    }))
  },
}
