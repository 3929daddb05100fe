import { signJwt } from "../../crypto/jws.ts"
import type { Fault } from "../fault.ts"

export const oneKeyForBoth: Fault = {
  name: "one-key-for-both",
  says: "ID and access token are signed with the same key.",
  breaks: [
    "tokens.header/keys-differ",
    "tokens.rotation/caching-aws-jwt-verify",
    "tokens.rotation/caching-jose",
    "tokens.rotation/new-access-key",
    "tokens.rotation/withdrawn-unlisted",
  ],
  apply({ policies }) {
    policies.signToken = (claims, _use, pool) => signJwt(claims, pool.keys.access)
  },
}
