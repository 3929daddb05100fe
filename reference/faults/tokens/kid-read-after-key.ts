import { setTimeout } from "node:timers/promises"
import { signJwt } from "../../crypto/jws.ts"
import type { Fault } from "../fault.ts"

export const kidReadAfterKey: Fault = {
  name: "kid-read-after-key",
  says: "A token issued at the moment of a rotation is signed with the old key under the new kid.",
  breaks: ["tokens.rotation/stream-verifies"],
  apply({ policies }) {
    policies.signToken = async (claims, use, { keys }) => {
      const key = keys[use]
      await setTimeout(5)
      return signJwt(claims, key, { kid: keys[use].kid, alg: "RS256" })
    }
  },
}
