import { invalidParameter } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { duringRefresh } from "../refresh/during-refresh.ts"

export const refreshRaceIsParameter: Fault = {
  name: "refresh-race-is-parameter",
  says: "A refresh during which the token is revoked is an InvalidParameterException.",
  breaks: ["idp.revoke-token/refresh-race"],
  apply({ idp }) {
    duringRefresh(idp, (answer, { signIn }) =>
      signIn.revoked ? invalidParameter("Invalid Refresh Token.") : answer,
    )
  },
}
