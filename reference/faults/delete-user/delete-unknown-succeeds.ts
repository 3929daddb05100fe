import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const deleteUnknownSucceeds: Fault = {
  name: "delete-unknown-succeeds",
  says: "AdminDeleteUser of a user who does not exist succeeds.",
  breaks: ["idp.delete-user/unknown", "idp.user-lifecycle/refusals"],
  apply({ idp }) {
    onRefusal(idp, "AdminDeleteUser", "UserNotFoundException", () => undefined)
  },
}
