import type {
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { rightSecretHash } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const challengeAnswerWithAnyHash: Fault = {
  name: "challenge-answer-with-any-hash",
  says: "RespondToAuthChallenge does not check SECRET_HASH.",
  breaks: ["idp.secret-hash/respond-wrong"],
  apply({ idp }) {
    wrap<RespondToAuthChallengeRequest, RespondToAuthChallengeResponse>(
      idp,
      "RespondToAuthChallenge",
      (call, input, context) => {
        const { ClientId, ChallengeResponses } = input
        const right = rightSecretHash(context, ClientId, ChallengeResponses?.USERNAME ?? "")
        return call({
          ...input,
          ChallengeResponses: { ...ChallengeResponses, ...(right && { SECRET_HASH: right }) },
        })
      },
    )
  },
}
