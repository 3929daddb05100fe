import type {
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { clientOf } from "../../userpool/lookup.ts"
import type { Fault } from "../fault.ts"
import { withMembers, wrap } from "../wrap.ts"

export const requiredAttributeNotMissed: Fault = {
  name: "required-attribute-not-missed",
  says: "A required attribute may be left out of the answer to NEW_PASSWORD_REQUIRED.",
  breaks: ["idp.new-password/missing-required-attribute"],
  apply({ idp }) {
    wrap<RespondToAuthChallengeRequest, RespondToAuthChallengeResponse>(
      idp,
      "RespondToAuthChallenge",
      (call, input, context) => {
        const { pool } = clientOf(context, input.ClientId)
        const schema = pool.schema.map((attribute) => ({ ...attribute, Required: false }))
        return withMembers(pool, { schema }, call)
      },
    )
  },
}
