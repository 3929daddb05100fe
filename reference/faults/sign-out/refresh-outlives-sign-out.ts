import type { Fault } from "../fault.ts"
import { duringRefresh, signInAnew } from "../refresh/during-refresh.ts"

export const refreshOutlivesSignOut: Fault = {
  name: "refresh-outlives-sign-out",
  says: "A refresh during which the user signs out everywhere gives tokens that live on.",
  breaks: ["idp.sign-out/refresh-race-settles"],
  apply({ idp }) {
    duringRefresh(idp, (answer, sign) =>
      sign.signIn.generation === sign.signIn.user.generation ? answer : signInAnew(sign),
    )
  },
}
