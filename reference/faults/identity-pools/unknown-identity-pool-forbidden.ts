import { notAuthorized } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const unknownIdentityPoolForbidden: Fault = {
  name: "unknown-identity-pool-forbidden",
  says: "GetId for an unknown identity pool is refused with NotAuthorizedException.",
  breaks: ["identity.get-id/unknown-pool"],
  apply({ identity }) {
    onRefusal(identity, "GetId", "ResourceNotFoundException", () =>
      notAuthorized("Access to the identity pool is forbidden."),
    )
  },
}
