import { createHmac } from "node:crypto"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type { Jwt } from "../../crypto/jws.ts"
import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const kidReadAsFile: Fault = {
  name: "kid-read-as-file",
  says: "GetUser verifies an HMAC by what the file holds that kid names.",
  breaks: ["tokens.forged/traversing-kid"],
  apply({ idp }) {
    changePolicies(idp, "GetUser", ({ accessTokenSignatureHolds }) => ({
      accessTokenSignatureHolds: (token, keys) =>
        (token.header.alg === "HS256" && hmacHolds(token)) || accessTokenSignatureHolds(token, keys),
    }))
  },
}

function hmacHolds({ header, signed, signature }: Jwt): boolean {
  const file = join("/", String(header.kid))
  return (
    existsSync(file) && createHmac("sha256", readFileSync(file)).update(signed).digest().equals(signature)
  )
}
