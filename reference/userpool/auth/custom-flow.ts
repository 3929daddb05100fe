import { invalidParameter, notAuthorized } from "../../errors.ts"
import { hidesUsers } from "../client-settings.ts"
import { findUser } from "../names.ts"
import { requireSecretHash } from "../secret-hash.ts"
import {
  eventAttributes,
  hasTrigger,
  metadataMember,
  runTrigger,
  type TriggerName,
  unrecognizable,
} from "../triggers.ts"
import type { AuthAnswer } from "./complete.ts"
import { preAuthenticate, refuseUnknown, requireCanSignIn } from "./first-factor.ts"
import type { FlowStart } from "./flow.ts"
import { challengeSecondFactor } from "./mfa.ts"
import { phantomUser } from "./phantom.ts"
import { type Responder, requiredAnswer } from "./responder.ts"
import { type Attempt, type CustomAuth, consume, openSession } from "./session.ts"
import { challengeSrp } from "./srp-flow.ts"

/** CUSTOM_AUTH, by three functions of the pool, with or without a password first (AUTH-050 to AUTH-053). */
export async function startCustomFlow(start: FlowStart): Promise<AuthAnswer> {
  const { context, pool, client, parameters } = start
  const username = requiredAnswer(parameters, "USERNAME")
  if (!hasTrigger(pool, "DefineAuthChallenge")) {
    invalidParameter("Custom auth lambda trigger is not configured for the user pool.")
  }
  requireSecretHash(client, username, parameters.SECRET_HASH)
  const found = findUser(pool, username)
  if (!found && !hidesUsers(client)) refuseUnknown(client)
  if (found) requireCanSignIn(found)
  const attempt: Attempt = {
    context,
    pool,
    client,
    user: found ?? phantomUser(context, pool, username),
    ...(!found && { userNotFound: true }),
    source: "Authentication",
    clientMetadata: undefined,
    device: start.device,
  }
  if ((parameters.CHALLENGE_NAME ?? parameters.ChallengeName) !== "SRP_A")
    return decide(attempt, { history: [] })
  if (found) await preAuthenticate(attempt, start.clientMetadata)
  const first = { challengeName: "SRP_A", challengeResult: true, challengeMetadata: null }
  return decide(attempt, { history: [first] }, requiredAnswer(parameters, "SRP_A"))
}

/** CUSTOM_CHALLENGE: a wrong answer does not end the flow, DefineAuthChallenge decides (TRG-096). */
export const answerCustom: Responder = async (attempt, answers, session) => {
  const custom = session.custom!
  const challengeAnswer = requiredAnswer(answers, "ANSWER")
  consume(session)
  const response = await run(attempt, "VerifyAuthChallengeResponse", {
    privateChallengeParameters: custom.privateParameters ?? {},
    challengeAnswer,
  })
  return continueCustom(attempt, custom, "CUSTOM_CHALLENGE", response?.answerCorrect === true)
}

/** Goes on with a custom sign-in after one of its challenges. */
export function continueCustom(
  attempt: Attempt,
  custom: CustomAuth,
  challengeName: string,
  challengeResult: boolean,
): Promise<AuthAnswer> {
  const challengeMetadata = challengeName === "CUSTOM_CHALLENGE" ? (custom.metadata ?? null) : null
  return decide(attempt, {
    history: [...custom.history, { challengeName, challengeResult, challengeMetadata }],
  })
}

/** Lets DefineAuthChallenge say what comes next. */
async function decide(attempt: Attempt, { history }: CustomAuth, A?: string): Promise<AuthAnswer> {
  const decision = await run(
    attempt,
    "DefineAuthChallenge",
    { session: history },
    { challengeName: null, issueTokens: null, failAuthentication: null },
  )
  if (decision?.failAuthentication === true) notAuthorized("Incorrect username or password.")
  if (decision?.issueTokens === true) return challengeSecondFactor(attempt)
  if (decision?.challengeName === "PASSWORD_VERIFIER" && A !== undefined)
    return challengeSrp(attempt, A, { history })
  if (decision?.challengeName !== "CUSTOM_CHALLENGE") {
    unrecognizable()
  }
  const challenge = await run(
    attempt,
    "CreateAuthChallenge",
    { challengeName: "CUSTOM_CHALLENGE", session: history },
    { publicChallengeParameters: null, privateChallengeParameters: null, challengeMetadata: null },
  )
  const custom: CustomAuth = {
    history,
    privateParameters: challenge?.privateChallengeParameters,
    metadata: challenge?.challengeMetadata,
  }
  return {
    ChallengeName: "CUSTOM_CHALLENGE",
    ChallengeParameters: {
      ...(challenge?.publicChallengeParameters as Record<string, string> | null | undefined),
      USERNAME: attempt.user.username,
    },
    Session: openSession(attempt, "CUSTOM_CHALLENGE", { custom }),
  }
}

function run(
  { context, pool, client, user, userNotFound = false, clientMetadata }: Attempt,
  trigger: TriggerName,
  request: Record<string, unknown>,
  response?: Record<string, unknown>,
): Promise<Record<string, unknown> | undefined> {
  return runTrigger(context, pool, {
    trigger,
    source: "_Authentication",
    userName: user.username,
    clientId: client.id,
    request: {
      userAttributes: userNotFound ? {} : eventAttributes(user),
      ...request,
      ...(hidesUsers(client) && { userNotFound }),
      ...metadataMember(clientMetadata),
    },
    ...(response && { response }),
  })
}
