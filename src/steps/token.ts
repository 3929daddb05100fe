import { RelyingParty, type Verifier } from "../doubles/relying-party.ts"
import { KeyHost } from "../doubles/stranger.ts"
import type { StepOf } from "../scenario/documents.ts"
import { parseDuration } from "../scenario/duration.ts"
import type { AppClient } from "./client-auth.ts"
import type { StepContext, StepOutcome } from "./context.ts"
import { meetPattern, saveAnswer } from "./expectation.ts"
import { retold, StepFailure } from "./failure.ts"
import { decodeJwt, type Jwt } from "./jwt.ts"
import { partyFor } from "./relying-party.ts"
import { nameOf, stranger, type Tamper, tamperWith } from "./tamper.ts"

type TokenStep = StepOf<"token">

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
  const jwt = decodeJwt(text)
  if (step.verify) await verify(step.verify, text, jwt, context)
  const soft = [
    ...meetPattern(step.header, "the token's header", jwt.header, undefined, context),
    ...meetPattern(step.claims, "the token's claims", jwt.claims, undefined, context),
  ]
  if (step.lifetime) checkLifetime(jwt, parseDuration(String(context.scope.resolve(step.lifetime))) / 1000)
  saveAnswer(step.save, "the token", jwt, undefined, context)
  return { answer: jwt, soft }
}

/** Issuer, audience or client_id, token_use, lifetime, and a relying party that takes it (TOK-056). */
async function verify(
  { pool, use, client, expired, by = "jose" }: NonNullable<TokenStep["verify"]>,
  text: string,
  { header, claims }: Jwt,
  context: StepContext,
): Promise<void> {
  const { id: clientId } = context.scope.resolve(client) as AppClient
  const verifier = context.scope.resolve(by) as RelyingParty | Verifier
  const party =
    verifier instanceof RelyingParty
      ? verifier
      : partyFor(verifier, (context.scope.resolve(pool) as { id: string }).id, context)
  const now = context.now() / 1000
  const audience = use === "id" ? { aud: clientId } : { client_id: clientId }
  const lifetime = expired ? {} : { exp: { $gt: now }, iat: { $lte: now + CLOCK_TOLERANCE } }
  const iss = context.case.target.issuer(party.userPoolId)
  meetPattern(
    { iss, token_use: use, ...audience, ...lifetime },
    "the token's claims",
    claims,
    undefined,
    context,
  )
  try {
    await party.verify(text, { use, clientId, expired })
  } catch (error) {
    const expected = `a token that ${party.verifier} takes: signed by RS256 with a key of the pool's JWKS`
    const received = `kid ${String(header.kid)}, alg ${String(header.alg)}`
    throw new StepFailure(`a relying party refuses the token: ${(error as Error).message}`, {
      mismatches: [{ path: "token", expected, received, soft: false }],
      exchange: context.case.log.since(0).findLast(({ label }) => label === "jwks"),
    })
  }
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
  const against = step.against as Record<string, unknown> & { call: string }
  const verb = { ...against, verb: "call", path: [...step.path, "against"], where: step.where }
  const give = (value: string, more = {}) => {
    const scope = context.scope.child()
    scope.set("token", value)
    return context.runSteps([{ ...verb, ...more } as never], context.within(scope))
  }
  await give(text)
  const host = await KeyHost.start(stranger(), String(decodeJwt(text).header.kid))
  try {
    for (const tamper of [context.scope.resolve(step.tamper)].flat() as Tamper[]) {
      const name = nameOf(tamper)
      const forged = await tamperWith(tamper, text, host, context)
      await give(forged, { fails: step.fails ?? "NotAuthorizedException", note: name }).catch((error) => {
        throw retold(error, (says) => `a token tampered with by ${name} is not refused as it should: ${says}`)
      })
      if (host.requests > 0)
        throw new StepFailure(
          `the target asked the address in the header of a token tampered with by ${name}`,
        )
    }
  } finally {
    await host.close()
  }
  return { answer: {}, soft: [], refused: [against.call] }
}
