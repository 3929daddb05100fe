import type { Fault } from "../fault.ts"

export const messageWithCapital: Fault = {
  name: "message-with-capital",
  says: "The text of RespondToAuthChallenge's errors is in Message, with a capital.",
  breaks: ["wire.error-message/idp.RespondToAuthChallenge"],
  apply({ policies }) {
    const { answer } = policies
    policies.answer = (target, given) => {
      const { body, ...sent } = answer(target, given)
      return {
        ...sent,
        body: target.endsWith(".RespondToAuthChallenge") ? body.replace('"message":', '"Message":') : body,
      }
    }
  },
}
