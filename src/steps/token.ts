import { compactVerify, createLocalJWKSet, errors } from "jose"
import type { StepOf } from "../scenario/documents.ts"
import { parseDuration } from "../scenario/duration.ts"
import type { Mismatch } from "../scenario/pattern.ts"
import type { AppClient } from "./client-auth.ts"
import type { StepContext, StepOutcome } from "./context.ts"
import { meetPattern, saveAnswer } from "./expectation.ts"
import { StepFailure } from "./failure.ts"
import { fetchKeySet } from "./key-set.ts"
import { tamperWith } from "./tamper.ts"

type TokenStep = StepOf<"token">
interface Jwt {
  header: Record<string, unknown>
  claims: Record<string, unknown>
}

/** `token: ${idToken}` verifies, reads or tampers with a token; see each member. */
export async function token(step: TokenStep, context: StepContext): Promise<StepOutcome> {
  const text = context.scope.resolve(step.token)
  if (typeof text !== "string")
    throw new StepFailure("there is no token: not a string", {
      mismatches: [
        { path: "token", expected: "a string", received: JSON.stringify(text) ?? "nothing", soft: false },
      ],
    })
  if (step.tamper) return tamperedAgainst(step, text, context)
  const jwt = decode(text)
  if (step.verify) await verify(step.verify, text, jwt, context)
  const soft = [
    ...meetPattern(step.header, "the token's header", jwt.header, undefined, context),
    ...meetPattern(step.claims, "the token's claims", jwt.claims, undefined, context),
  ]
  if (step.lifetime) checkLifetime(jwt, parseDuration(step.lifetime) / 1000)
  saveAnswer(step.save, "the token", jwt, undefined, context)
  return { answer: jwt, soft }
}

/** Header and claims of a compact JWS, not verified. @throws StepFailure when it is none */
function decode(text: string): Jwt {
  const parts = text.split(".")
  try {
    if (parts.length !== 3) throw new Error(`it has ${parts.length} parts, not 3`)
    const [header, claims] = parts
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part!, "base64url").toString("utf8")))
    return { header, claims }
  } catch (error) {
    throw new StepFailure(`the token is not a JWT: ${(error as Error).message}`)
  }
}

/** Signature by the pool's JWKS, issuer, audience or client_id, token_use and lifetime, as a relying party checks them (TOK-056). */
async function verify(
  { pool, use, client, expired }: NonNullable<TokenStep["verify"]>,
  text: string,
  { header, claims }: Jwt,
  context: StepContext,
): Promise<void> {
  const { id: poolId } = context.scope.resolve(pool) as { id: string }
  const { id: clientId } = context.scope.resolve(client) as AppClient
  const { keySet, exchange } = await fetchKeySet(poolId, context)
  const trouble = (says: string, ...mismatches: Mismatch[]) => new StepFailure(says, { mismatches, exchange })
  try {
    await compactVerify(text, createLocalJWKSet(keySet), { algorithms: ["RS256"] })
  } catch (error) {
    if (!(error instanceof errors.JOSEError) && !(error instanceof TypeError)) throw error
    throw trouble(`a relying party refuses the token: ${error.message}`, {
      path: "signature",
      expected: "an RS256 signature by a key of the pool's JWKS",
      received: `kid ${String(header.kid)}, alg ${String(header.alg)}`,
      soft: false,
    })
  }
  const now = context.now() / 1000
  const audience = use === "id" ? { aud: clientId } : { client_id: clientId }
  const lifetime = expired ? {} : { exp: { $gt: now }, iat: { $lte: now + CLOCK_TOLERANCE } }
  meetPattern(
    { iss: context.case.target.issuer(poolId), token_use: use, ...audience, ...lifetime },
    "the token's claims",
    claims,
    undefined,
    context,
  )
}

/** Seconds by which a target's clock may differ from ours; doctor reports more. */
const CLOCK_TOLERANCE = 5

function checkLifetime({ claims: { exp, iat } }: Jwt, seconds: number): void {
  if (typeof exp === "number" && typeof iat === "number" && exp - iat === seconds) return
  throw new StepFailure("the token's lifetime is not what the client's settings say", {
    mismatches: [
      {
        path: "exp − iat",
        expected: String(seconds),
        received:
          typeof exp === "number" && typeof iat === "number"
            ? String(exp - iat)
            : `exp ${String(exp)}, iat ${String(iat)}`,
        soft: false,
      },
    ],
  })
}

/** Gives the untouched token to `against`, which must accept it, and then each tampered one, which must be refused. */
async function tamperedAgainst(step: TokenStep, text: string, context: StepContext): Promise<StepOutcome> {
  const against = step.against as Record<string, unknown> & { call: string; proves?: unknown }
  const verb = { ...against, verb: "call", path: [...step.path, "against"], where: step.where }
  const withToken = (value: string) => {
    const scope = context.scope.child()
    scope.set("token", value)
    return context.within(scope)
  }
  await context.runSteps([verb as never], withToken(text))
  const kinds = typeof step.tamper === "string" ? [step.tamper] : step.tamper!
  for (const kind of kinds) {
    const forged = await tamperWith(kind, text, context)
    const refusal = { ...verb, fails: step.fails ?? "NotAuthorizedException", note: kind }
    try {
      await context.runSteps([refusal as never], withToken(forged))
    } catch (error) {
      if (error instanceof StepFailure)
        throw new StepFailure(
          `a token tampered with by ${kind} is not refused as it should: ${error.message}`,
          error,
        )
      throw error
    }
  }
  return { answer: {}, soft: [], refused: [against.call] }
}
