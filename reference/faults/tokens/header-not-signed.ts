import type { Jwt } from "../../crypto/jws.ts"
import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const headerNotSigned: Fault = {
  name: "header-not-signed",
  says: "To GetUser only kid and alg of the header are signed.",
  breaks: ["tokens.forged/flipped-header"],
  apply({ idp }) {
    changePolicies(idp, "GetUser", ({ accessTokenSignatureHolds }) => ({
      accessTokenSignatureHolds: (token, keys) =>
        accessTokenSignatureHolds({ ...token, signed: withoutExtras(token) }, keys) ||
        accessTokenSignatureHolds(token, keys),
    }))
  },
}

function withoutExtras({ header: { kid, alg }, signed }: Jwt): string {
  return `${Buffer.from(JSON.stringify({ kid, alg })).toString("base64url")}.${signed.split(".")[1]}`
}
