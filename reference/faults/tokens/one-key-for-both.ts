import { signJwt } from "../../crypto/jws.ts"
import type { Fault } from "../fault.ts"

export const oneKeyForBoth: Fault = {
  name: "one-key-for-both",
  says: "ID and access token are signed with the same key.",
  breaks: ["tokens.header/keys-differ"],
  apply({ policies }) {
    policies.signToken = (claims, _use, pool) => signJwt(claims, pool.keys.access)
  },
}
