import type {
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { fail, notAuthorized } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { onRefusal } from "../wrap.ts"

export const simulationEndsInNotFound: Fault = {
  name: "simulation-ends-in-not-found",
  says: "The answer to a simulated SRP challenge tells that the user does not exist.",
  breaks: ["idp.sign-in-srp/unknown-user-proof"],
  apply({ idp }) {
    onRefusal<RespondToAuthChallengeRequest, RespondToAuthChallengeResponse>(
      idp,
      "RespondToAuthChallenge",
      "NotAuthorizedException",
      (input, context) =>
        input.ChallengeName === "PASSWORD_VERIFIER" && !attemptOf(context, input)
          ? fail("UserNotFoundException", "User does not exist.")
          : notAuthorized("Incorrect username or password."),
    )
  },
}
