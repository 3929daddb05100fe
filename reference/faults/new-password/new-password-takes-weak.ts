import type {
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { clientOf } from "../../userpool/lookup.ts"
import type { Fault } from "../fault.ts"
import { withMembers, wrap } from "../wrap.ts"

export const newPasswordTakesWeak: Fault = {
  name: "new-password-takes-weak",
  says: "NEW_PASSWORD is not held against the policy.",
  breaks: ["idp.new-password/weak-new-password"],
  apply({ idp }) {
    wrap<RespondToAuthChallengeRequest, RespondToAuthChallengeResponse>(
      idp,
      "RespondToAuthChallenge",
      (call, input, context) => {
        const { pool } = clientOf(context, input.ClientId)
        const Policies = { PasswordPolicy: { MinimumLength: 1 } }
        return withMembers(pool, { settings: { ...pool.settings, Policies } }, call)
      },
    )
  },
}
