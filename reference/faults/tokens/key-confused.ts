import { createHmac } from "node:crypto"
import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const keyConfused: Fault = {
  name: "key-confused",
  says: "GetUser takes a token that is signed by HS256 with the public key as secret.",
  breaks: ["tokens.forged/key-confusion"],
  apply({ idp }) {
    changePolicies(idp, "GetUser", ({ accessTokenSignatureHolds }) => ({
      accessTokenSignatureHolds: (token, keys) =>
        token.header.alg === "HS256"
          ? keys.some(({ publicKey }) =>
              createHmac("sha256", publicKey.export({ type: "spki", format: "pem" }))
                .update(token.signed)
                .digest()
                .equals(token.signature),
            )
          : accessTokenSignatureHolds(token, keys),
    }))
  },
}
