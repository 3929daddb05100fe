import type {
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const providedAttributeIgnored: Fault = {
  name: "provided-attribute-ignored",
  says: "An attribute that has a value may be sent again, and is ignored.",
  breaks: ["idp.new-password/provided-attribute"],
  apply({ idp }) {
    wrap<RespondToAuthChallengeRequest, RespondToAuthChallengeResponse>(
      idp,
      "RespondToAuthChallenge",
      (call, input, context) => {
        const user = attemptOf(context, input)?.user
        const answers = Object.entries(input.ChallengeResponses ?? {}).filter(
          ([name]) => !user?.attributes.has(name.replace("userAttributes.", "")),
        )
        return call({ ...input, ChallengeResponses: Object.fromEntries(answers) })
      },
    )
  },
}
