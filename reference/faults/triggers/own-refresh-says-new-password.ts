import type { Fault } from "../fault.ts"
import { changeEvent } from "../functions.ts"
import { changePolicies } from "../wrap.ts"

export const ownRefreshSaysNewPassword: Fault = {
  name: "own-refresh-says-new-password",
  says: "The source of the event of GetTokensFromRefreshToken is that of a new password.",
  breaks: ["triggers.pre-token-generation/refresh-operation-event"],
  apply({ idp }) {
    changePolicies(idp, "GetTokensFromRefreshToken", (standard) => {
      const policies = { ...standard }
      changeEvent(policies, "TokenGeneration", (event) => ({
        ...event,
        triggerSource: "TokenGeneration_NewPasswordChallenge",
      }))
      return policies
    })
  },
}
