import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const resetBeforeConfirmation: Fault = {
  name: "reset-before-confirmation",
  says: "AdminResetUserPassword resets users in every state.",
  breaks: ["idp.user-lifecycle/refusals", "idp.reset-user-password/invited-user"],
  apply({ idp }) {
    onRefusal(idp, "AdminResetUserPassword", "NotAuthorizedException", () => ({}))
  },
}
