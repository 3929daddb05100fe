import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const deletedIdentitiesStay: Fault = {
  name: "deleted-identities-stay",
  says: "DeleteIdentities answers well and deletes nothing.",
  breaks: ["identity.pool/delete-identities"],
  apply({ identity }) {
    wrap(identity, "DeleteIdentities", () => ({ UnprocessedIdentityIds: [] }))
  },
}
