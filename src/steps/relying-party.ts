import { RelyingParty, type Verifier } from "../doubles/relying-party.ts"
import type { StepOf } from "../scenario/documents.ts"
import { parseDuration } from "../scenario/duration.ts"
import type { StepContext, StepOutcome } from "./context.ts"

/** `relyingParty: jose` makes an application that verifies a pool's tokens and keeps its keys. It asks for nothing yet. */
export async function relyingParty(step: StepOf<"relyingParty">, context: StepContext): Promise<StepOutcome> {
  const { id } = context.scope.resolve(step.pool) as { id: string }
  const verifier = context.scope.resolve(step.relyingParty) as Verifier
  const cooldownMs = step.cooldown === undefined ? undefined : parseDuration(step.cooldown)
  return { answer: partyFor(verifier, id, context, cooldownMs), soft: [] }
}

/** A relying party of a pool that gets the keys where the target serves them. */
export function partyFor(
  verifier: Verifier,
  userPoolId: string,
  context: StepContext,
  cooldownMs?: number,
): RelyingParty {
  const { target } = context.case
  return new RelyingParty({
    verifier,
    userPoolId,
    issuer: target.issuer(userPoolId),
    cooldownMs,
    getKeys: async () => {
      const url = target.jwksUrl(userPoolId)
      const { response, failure } = await context.send({ label: "jwks", method: "GET", url })
      if (!response || failure) throw new Error(`no JWKS: ${failure?.message ?? "no answer"}`)
      return response
    },
  })
}
