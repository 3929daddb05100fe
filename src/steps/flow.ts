import { randomBytes } from "node:crypto"
import type { StepOf } from "../scenario/documents.ts"
import { passwordClaim, srpClient, srpTimestamp } from "../wire/srp.ts"
import { totp } from "../wire/totp.ts"
import { type AppClient, asClient } from "./client-auth.ts"
import { type Answered, describe, outputOf, type StepContext, type StepOutcome } from "./context.ts"
import { meet, saveAnswer } from "./expectation.ts"
import { StepFailure } from "./failure.ts"

type FlowStep = StepOf<"flow">
type Input = Record<string, string>

/** `flow: userSrp` and its like: a composite of calls, judged by its last answer. */
export async function flow(step: FlowStep, context: StepContext): Promise<StepOutcome> {
  const what = `flow ${step.flow}`
  const client = context.scope.resolve(step.as) as AppClient | undefined
  const input = context.scope.resolve(step.with ?? {}, step.path.join("/")) as Input
  const { answer, exchange } = await FLOWS[step.flow](input, client, step.tamper, context)
  const { soft, refused } = meet(step, what, answer, exchange, context)
  const output = answer.kind === "success" || answer.kind === "error" ? answer.output : {}
  if (!refused) context.case.controls.add(what)
  saveAnswer(step.save, what, output, exchange, context)
  return { answer: output, soft, exchange, refused: refused ? [what] : [] }
}

type Flow = (
  input: Input,
  client: AppClient | undefined,
  tamper: FlowStep["tamper"],
  context: StepContext,
) => Promise<Answered>

const FLOWS: Record<FlowStep["flow"], Flow> = {
  /** InitiateAuth USER_PASSWORD_AUTH, then the challenges that the input has answers for. */
  async userPassword(input, client, _, context) {
    const first = await initiate(
      "USER_PASSWORD_AUTH",
      { USERNAME: need(input, "Username"), PASSWORD: need(input, "Password") },
      client,
      context,
    )
    return answerChallenges(first, input, client, context)
  },

  /** InitiateAuth USER_SRP_AUTH, the proof of AUTH-037 to AUTH-044, then the challenges that the input has answers for. */
  async userSrp(input, client, tamper, context) {
    const keys = srpClient(randomBytes)
    const first = await initiate(
      "USER_SRP_AUTH",
      { USERNAME: need(input, "Username"), SRP_A: tamper === "zero-a" ? "0" : keys.A },
      client,
      context,
    )
    if (first.answer.kind !== "success" || first.answer.output.ChallengeName !== "PASSWORD_VERIFIER")
      return first
    const { SALT, SRP_B, SECRET_BLOCK, USER_ID_FOR_SRP } = challengeParameters(first, [
      "SALT",
      "SRP_B",
      "SECRET_BLOCK",
      "USER_ID_FOR_SRP",
    ])
    const poolName = need(client ?? {}, "poolId")
      .split("_")
      .at(-1)!
    const now = context.now()
    const timestamp = srpTimestamp(new Date(now))
    const claim = {
      ...keys,
      poolName,
      userIdForSrp: USER_ID_FOR_SRP!,
      password: need(input, "Password"),
      B: SRP_B!,
      salt: SALT!,
      secretBlock: SECRET_BLOCK!,
      timestamp,
    }
    const signature = answerable(() => passwordClaim(claim), first)
    const last = await respond(
      "PASSWORD_VERIFIER",
      {
        USERNAME: USER_ID_FOR_SRP!,
        PASSWORD_CLAIM_SECRET_BLOCK: tamper === "secret-block" ? flipBase64(SECRET_BLOCK!) : SECRET_BLOCK!,
        PASSWORD_CLAIM_SIGNATURE: tamper === "signature" ? flipBase64(signature) : signature,
        TIMESTAMP: tamper === "timestamp" ? srpTimestamp(new Date(now - 1000)) : timestamp,
      },
      first,
      client,
      context,
    )
    return answerChallenges(last, input, client, context)
  },

  /** AssociateSoftwareToken, VerifySoftwareToken with the right code, and, with an AccessToken, TOTP as the preferred factor (AUTH-076, AUTH-077). */
  async softwareTokenSetup(input, _, __, context) {
    const by = (answer?: Record<string, unknown>): Record<string, unknown> =>
      input.AccessToken
        ? { AccessToken: input.AccessToken }
        : { Session: answer?.Session ?? need(input, "Session") }
    const associated = await context.call("idp.AssociateSoftwareToken", by())
    if (associated.answer.kind !== "success") return associated
    const { SecretCode } = associated.answer.output as { SecretCode?: string }
    if (typeof SecretCode !== "string")
      throw new StepFailure("idp.AssociateSoftwareToken answers without SecretCode", {
        exchange: associated.exchange,
      })
    const verified = await context.call("idp.VerifySoftwareToken", {
      ...by(associated.answer.output),
      UserCode: totp(SecretCode, context.now() / 1000),
    })
    const output = { SecretCode, ...outputOf(verified) }
    if (input.AccessToken)
      outputOf(
        await context.call("idp.SetUserMFAPreference", {
          AccessToken: input.AccessToken,
          SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
        }),
      )
    return { ...verified, answer: { kind: "success", output } }
  },
}

const MOST_CHALLENGES = 4

/** Answers SOFTWARE_TOKEN_MFA and NEW_PASSWORD_REQUIRED as long as the input has what answers them. */
async function answerChallenges(
  first: Answered,
  input: Input,
  client: AppClient | undefined,
  context: StepContext,
): Promise<Answered> {
  let last = first
  for (let i = 0; i < MOST_CHALLENGES; i++) {
    if (last.answer.kind !== "success") return last
    const { ChallengeName } = last.answer.output
    const answers =
      ChallengeName === "SOFTWARE_TOKEN_MFA" && input.totp
        ? { SOFTWARE_TOKEN_MFA_CODE: totp(input.totp, context.now() / 1000) }
        : ChallengeName === "NEW_PASSWORD_REQUIRED" && input.NewPassword
          ? { NEW_PASSWORD: input.NewPassword }
          : undefined
    if (!answers) return last
    const parameters = (last.answer.output.ChallengeParameters ?? {}) as Input
    last = await respond(
      String(ChallengeName),
      { USERNAME: parameters.USER_ID_FOR_SRP ?? need(input, "Username"), ...answers },
      last,
      client,
      context,
    )
  }
  return last
}

function initiate(
  AuthFlow: string,
  AuthParameters: Input,
  client: AppClient | undefined,
  context: StepContext,
): Promise<Answered> {
  return context.call("idp.InitiateAuth", asClient("idp.InitiateAuth", { AuthFlow, AuthParameters }, client))
}

function respond(
  ChallengeName: string,
  ChallengeResponses: Input,
  previous: Answered,
  client: AppClient | undefined,
  context: StepContext,
): Promise<Answered> {
  const Session = previous.answer.kind === "success" ? previous.answer.output.Session : undefined
  const input = { ChallengeName, ...(Session === undefined ? {} : { Session }), ChallengeResponses }
  return context.call("idp.RespondToAuthChallenge", asClient("idp.RespondToAuthChallenge", input, client))
}

function challengeParameters({ answer, exchange, name }: Answered, names: readonly string[]): Input {
  const parameters = (answer.kind === "success" ? answer.output.ChallengeParameters : undefined) as
    | Input
    | undefined
  const missing = names.filter((n) => typeof parameters?.[n] !== "string")
  if (!parameters || missing.length > 0)
    throw new StepFailure(
      `${name} ${describe(answer)}, but its ChallengeParameters lack ${missing.join(", ")}`,
      { exchange },
    )
  return parameters
}

/** What SRP computes of a challenge; one that a client must refuse is the target's failing (AUTH-036, RFC 5054). */
function answerable<T>(compute: () => T, { name, exchange }: Answered): T {
  try {
    return compute()
  } catch (error) {
    if (error instanceof RangeError)
      throw new StepFailure(`${name} answers with a challenge that no client can take: ${error.message}`, {
        exchange,
      })
    throw error
  }
}

/** A text of the flow's input. What an answer before it should have given may be `null`: the target's failing. */
function need(input: object, name: string): string {
  const value = (input as Record<string, unknown>)[name]
  if (typeof value === "string") return value
  throw new StepFailure(`the flow cannot begin: there is no ${name}`, {
    mismatches: [
      { path: name, expected: "a string", received: JSON.stringify(value) ?? "nothing", soft: false },
    ],
  })
}

/** The same base64 with one bit of its first byte flipped. */
function flipBase64(text: string): string {
  const bytes = Buffer.from(text, "base64")
  bytes[0]! ^= 1
  return bytes.toString("base64")
}
