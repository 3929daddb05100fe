import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const signOutTwice: Fault = {
  name: "sign-out-twice",
  says: "GlobalSignOut takes a token that is revoked already.",
  breaks: ["idp.sign-out/twice", "tokens.operations/global-sign-out"],
  apply({ idp }) {
    onRefusal(idp, "GlobalSignOut", "NotAuthorizedException", () => ({}))
  },
}
