import { signJwt } from "../../crypto/jws.ts"
import type { Fault } from "../fault.ts"

export const rotationOfIdKeyOnly: Fault = {
  name: "rotation-of-id-key-only",
  says: "A rotation changes the key for ID tokens, and that for access tokens goes on.",
  breaks: ["tokens.rotation/new-access-key"],
  apply({ policies }) {
    const { signToken } = policies
    policies.signToken = (claims, use, pool, signIn) =>
      use === "access" ? signJwt(claims, pool.keys.listed.at(-1)!) : signToken(claims, use, pool, signIn)
  },
}
