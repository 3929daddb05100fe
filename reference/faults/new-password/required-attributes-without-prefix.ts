import type { InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const requiredAttributesWithoutPrefix: Fault = {
  name: "required-attributes-without-prefix",
  says: "requiredAttributes lists bare names.",
  breaks: ["idp.new-password/required-attributes-listed"],
  apply({ idp }) {
    changeAnswer<InitiateAuthResponse>(idp, "InitiateAuth", (answer) => {
      const { requiredAttributes, ...others } = answer.ChallengeParameters ?? {}
      if (requiredAttributes === undefined) return answer
      const bare = requiredAttributes.replaceAll("userAttributes.", "")
      return { ...answer, ChallengeParameters: { ...others, requiredAttributes: bare } }
    })
  },
}
