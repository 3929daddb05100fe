import { signJwt } from "../../crypto/jws.ts"
import type { Fault } from "../fault.ts"

export const rotationChangesNothing: Fault = {
  name: "rotation-changes-nothing",
  says: "After a rotation the old key goes on to sign.",
  breaks: [
    "tokens.rotation/new-key",
    "tokens.rotation/caching-aws-jwt-verify",
    "tokens.rotation/caching-jose",
    "tokens.rotation/new-access-key",
    "tokens.rotation/refresh-survives",
  ],
  apply({ policies }) {
    policies.signToken = (claims, use, { keys }) => signJwt(claims, keys.listed.at(use === "id" ? -2 : -1)!)
  },
}
