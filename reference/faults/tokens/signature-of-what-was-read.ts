import type { Jwt } from "../../crypto/jws.ts"
import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const signatureOfWhatWasRead: Fault = {
  name: "signature-of-what-was-read",
  says: "GetUser verifies the signature over the claims as they are written again.",
  breaks: ["tokens.forged/duplicate-members"],
  apply({ idp }) {
    changePolicies(idp, "GetUser", ({ accessTokenSignatureHolds }) => ({
      accessTokenSignatureHolds: (token, keys) =>
        accessTokenSignatureHolds({ ...token, signed: writtenAgain(token) }, keys) ||
        accessTokenSignatureHolds(token, keys),
    }))
  },
}

function writtenAgain({ payload, signed }: Jwt): string {
  return `${signed.split(".")[0]}.${Buffer.from(JSON.stringify(payload)).toString("base64url")}`
}
