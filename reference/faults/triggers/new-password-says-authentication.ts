import type { Fault } from "../fault.ts"
import { changeEvent } from "../functions.ts"

export const newPasswordSaysAuthentication: Fault = {
  name: "new-password-says-authentication",
  says: "The source of PreTokenGeneration after NEW_PASSWORD_REQUIRED is that of a sign-in.",
  breaks: ["triggers.pre-token-generation/new-password-event"],
  apply({ policies }) {
    changeEvent(policies, "TokenGeneration_NewPasswordChallenge", (event) => ({
      ...event,
      triggerSource: "TokenGeneration_Authentication",
    }))
  },
}
