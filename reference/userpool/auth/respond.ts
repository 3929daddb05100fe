import type {
  AdminRespondToAuthChallengeRequest,
  AdminRespondToAuthChallengeResponse,
  ChallengeNameType,
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { invalidParameter, notAuthorized } from "../../errors.ts"
import type { Given, Handler } from "../../operation.ts"
import { clientOf, poolOf } from "../lookup.ts"
import { findUser, fold } from "../names.ts"
import { requireSecretHash } from "../secret-hash.ts"
import { simulatedUsername } from "../simulated.ts"
import type { User } from "../user.ts"
import type { UserPool } from "../user-pool.ts"
import type { AuthAnswer } from "./complete.ts"
import { answerCustom } from "./custom-flow.ts"
import { requireCanSignIn, requireStillThere } from "./first-factor.ts"
import type { FlowStart } from "./flow.ts"
import { answerMfaSetup, answerSelectMfa, answerSentCode, answerSoftwareToken } from "./mfa.ts"
import { answerNewPassword } from "./new-password.ts"
import { type Responder, requiredAnswer } from "./responder.ts"
import { type Attempt, sessionOf } from "./session.ts"
import { answerPasswordVerifier } from "./srp-flow.ts"

const responders: Partial<Record<ChallengeNameType, Responder>> = {
  NEW_PASSWORD_REQUIRED: answerNewPassword,
  SOFTWARE_TOKEN_MFA: answerSoftwareToken,
  SMS_MFA: answerSentCode("SMS_MFA_CODE"),
  EMAIL_OTP: answerSentCode("EMAIL_OTP_CODE"),
  SELECT_MFA_TYPE: answerSelectMfa,
  MFA_SETUP: answerMfaSetup,
  CUSTOM_CHALLENGE: answerCustom,
}

export const respondToAuthChallenge: Handler<
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse
> = (input, context) => {
  const { client, pool } = clientOf(context, input.ClientId)
  // An alias that the sign-in began with is as good as the name that the challenge gave (AUTH-009).
  const isSameUser = (user: User, name: string) =>
    isNamed(pool, user, name) ||
    findUser(pool, name) === user ||
    simulatedUsername(pool, name) === user.username
  const device = { key: input.ChallengeResponses?.DEVICE_KEY }
  return respond(input, { context, pool, client, clientMetadata: input.ClientMetadata, device }, isSameUser)
}

export const adminRespondToAuthChallenge: Handler<
  AdminRespondToAuthChallengeRequest,
  AdminRespondToAuthChallengeResponse
> = (input, context) => {
  const { client, pool } = clientOf(context, input.ClientId, poolOf(context, input.UserPoolId))
  const isSameUser = (user: User, name: string) => isNamed(pool, user, name)
  const { ClientMetadata: clientMetadata } = input
  return respond(
    input,
    { context, pool, client, clientMetadata, messageMetadata: clientMetadata, device: undefined },
    isSameUser,
  )
}

async function respond(
  input: Given<Pick<RespondToAuthChallengeRequest, "ChallengeName" | "ChallengeResponses" | "Session">>,
  start: Omit<FlowStart, "parameters"> & Pick<Attempt, "messageMetadata">,
  isSameUser: (user: User, name: string) => boolean,
): Promise<AuthAnswer> {
  const { context, pool, client } = start
  const answers = input.ChallengeResponses ?? {}
  const username = requiredAnswer(answers, "USERNAME")
  requireSecretHash(client, username, answers.SECRET_HASH)
  if (input.ChallengeName === "PASSWORD_VERIFIER") return answerPasswordVerifier(start, answers, isSameUser)
  const responder = responders[input.ChallengeName]
  if (!responder) invalidParameter(`Challenge ${input.ChallengeName} is not supported.`)
  if (input.Session === undefined) invalidParameter("Missing required parameter Session")
  const session = sessionOf(context, pool, input.Session, input.ChallengeName, client)
  const { user, userNotFound, source } = session
  if (!isSameUser(user, username)) notAuthorized("Invalid session for the user.")
  requireCanSignIn(user)
  if (!userNotFound) requireStillThere(pool, user)
  return responder({ ...start, user, ...(userNotFound && { userNotFound }), source }, answers, session)
}

function isNamed(pool: UserPool, user: User, name: string): boolean {
  return fold(pool, user.username) === fold(pool, name)
}
