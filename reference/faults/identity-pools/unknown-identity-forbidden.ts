import { notAuthorized } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const unknownIdentityForbidden: Fault = {
  name: "unknown-identity-forbidden",
  says: "An unknown identity is refused with NotAuthorizedException.",
  breaks: ["identity.get-credentials/unknown-identity"],
  apply({ identity }) {
    onRefusal(identity, "GetCredentialsForIdentity", "ResourceNotFoundException", () =>
      notAuthorized("Access to Identity is forbidden."),
    )
  },
}
