import { createPublicKey } from "node:crypto"
import { verifySignature } from "../../crypto/jws.ts"
import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const embeddedKeyTrusted: Fault = {
  name: "embedded-key-trusted",
  says: "GetUser verifies a token by the key that it brings, as jwk.",
  breaks: ["tokens.forged/embedded-key"],
  apply({ idp }) {
    changePolicies(idp, "GetUser", ({ accessTokenSignatureHolds }) => ({
      accessTokenSignatureHolds: (token, keys) =>
        (token.header.jwk !== undefined &&
          verifySignature(token, createPublicKey({ key: token.header.jwk as never, format: "jwk" }))) ||
        accessTokenSignatureHolds(token, keys),
    }))
  },
}
