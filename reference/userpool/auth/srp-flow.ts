import { srpVerifier } from "../../crypto/password.ts"
import { isValidA, serverChallenge, simulatedSalt, verifierOf } from "../../crypto/srp.ts"
import { invalidParameter, notAuthorized } from "../../errors.ts"
import { hidesUsers, sessionLifetime } from "../client-settings.ts"
import { findUser } from "../names.ts"
import { requireSecretHash } from "../secret-hash.ts"
import type { User } from "../user.ts"
import type { AuthAnswer } from "./complete.ts"
import { continueCustom } from "./custom-flow.ts"
import {
  afterPassword,
  preAuthenticate,
  refusePassword,
  refuseUnknown,
  requireCanSignIn,
  requireStillThere,
  requireUnlocked,
} from "./first-factor.ts"
import type { FlowStart } from "./flow.ts"
import { phantomUser } from "./phantom.ts"
import { type Answers, requiredAnswer } from "./responder.ts"
import { type Attempt, type CustomAuth, forgetOld } from "./session.ts"

/** USER_SRP_AUTH (AUTH-033 to AUTH-047). */
export async function startSrpFlow(start: FlowStart): Promise<AuthAnswer> {
  const { context, pool, client, parameters, clientMetadata } = start
  const username = requiredAnswer(parameters, "USERNAME")
  const A = requiredAnswer(parameters, "SRP_A")
  requireSecretHash(client, username, parameters.SECRET_HASH)
  const found = findUser(pool, username)
  if (!found && !hidesUsers(client)) refuseUnknown(client)
  const user = found ?? phantomUser(context, pool, username)
  const attempt: Attempt = {
    context,
    pool,
    client,
    user,
    ...(!found && { userNotFound: true }),
    source: "Authentication",
    clientMetadata: undefined,
    device: start.device,
  }
  if (found) {
    requireCanSignIn(user)
    await preAuthenticate(attempt, clientMetadata)
    requireUnlocked(context, pool, user)
  }
  return challengeSrp(attempt, A)
}

/** Answers a client's SRP_A with the server's half; there is no Session, the secret block is the handle (AUTH-034). */
export function challengeSrp(attempt: Attempt, A: string, custom?: CustomAuth): AuthAnswer {
  const { context, pool, client, user } = attempt
  if (!isValidA(A)) invalidParameter("Invalid SRP_A")
  const { salt, verifier } = user.password
    ? srpVerifier(user.password)
    : { salt: simulatedSalt(pool.secret, user.username), verifier: verifierOf(pool.secret) }
  const { b, B } = serverChallenge(verifier, context.random)
  const secretBlock = context.random.bytes(64).toString("base64")
  const now = context.now(pool)
  forgetOld(pool.srpExchanges, now)
  pool.srpExchanges.set(secretBlock, {
    client,
    user,
    ...(attempt.userNotFound && { userNotFound: true }),
    expires: now + sessionLifetime(client),
    ...(custom && { custom }),
    A,
    b,
    B,
    verifier,
  })
  return {
    ChallengeName: "PASSWORD_VERIFIER",
    ChallengeParameters: {
      SALT: salt,
      SECRET_BLOCK: secretBlock,
      SRP_B: B,
      USERNAME: user.username,
      USER_ID_FOR_SRP: user.username,
    },
  }
}

/** PASSWORD_VERIFIER: one try for each exchange. */
export async function answerPasswordVerifier(
  start: Omit<FlowStart, "parameters"> & Pick<Attempt, "messageMetadata">,
  answers: Answers,
  isSameUser: (user: User, name: string) => boolean,
): Promise<AuthAnswer> {
  const { context, pool, client } = start
  const username = requiredAnswer(answers, "USERNAME")
  const secretBlock = requiredAnswer(answers, "PASSWORD_CLAIM_SECRET_BLOCK")
  const signature = requiredAnswer(answers, "PASSWORD_CLAIM_SIGNATURE")
  const timestamp = requiredAnswer(answers, "TIMESTAMP")
  const exchange = pool.srpExchanges.get(secretBlock)
  if (!exchange || exchange.client !== client || !isSameUser(exchange.user, username)) {
    return notAuthorized("Incorrect username or password.")
  }
  const { user, userNotFound, custom, expires, verifier, A, b, B } = exchange
  pool.srpExchanges.delete(secretBlock)
  if (expires <= context.now(pool)) notAuthorized("Invalid session for the user, session is expired.")
  const proven = context.policies.srpProofMatches({
    poolName: pool.shortName,
    userIdForSrp: user.username,
    verifier,
    A,
    b,
    B,
    secretBlock: Buffer.from(secretBlock, "base64"),
    timestamp,
    signature,
  })
  requireCanSignIn(user)
  if (!userNotFound) requireStillThere(pool, user)
  requireUnlocked(context, pool, user)
  if (!proven || userNotFound || !user.password) refusePassword(context, pool, user)
  const attempt: Attempt = { ...start, user, source: "Authentication" }
  return custom ? continueCustom(attempt, custom, "PASSWORD_VERIFIER", true) : afterPassword(attempt)
}
