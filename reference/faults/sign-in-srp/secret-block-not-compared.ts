import type {
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const secretBlockNotCompared: Fault = {
  name: "secret-block-not-compared",
  says: "For an unknown secret block the user's last exchange is taken.",
  breaks: ["idp.sign-in-srp/tampered-secret-block"],
  apply({ idp }) {
    wrap<RespondToAuthChallengeRequest, RespondToAuthChallengeResponse>(
      idp,
      "RespondToAuthChallenge",
      (call, input, context) => {
        const attempt = attemptOf(context, input)
        const exchanges = [...(attempt?.pool.srpExchanges ?? [])]
        const block = exchanges.findLast(([, { user }]) => user === attempt?.user)?.[0]
        if (input.ChallengeName !== "PASSWORD_VERIFIER" || block === undefined) return call()
        return call({
          ...input,
          ChallengeResponses: { ...input.ChallengeResponses, PASSWORD_CLAIM_SECRET_BLOCK: block },
        })
      },
    )
  },
}
