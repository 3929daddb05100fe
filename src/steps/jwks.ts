import type { StepOf } from "../scenario/documents.ts"
import type { StepContext, StepOutcome } from "./context.ts"
import { meetPattern, meetResponse, saveAnswer } from "./expectation.ts"
import { EnvironmentTrouble } from "./failure.ts"
import { fetchKeySet } from "./key-set.ts"

/** `jwks: ${app.pool}` reads a pool's signing keys; `do: rotate` or `withdraw` changes them first, through the target's adapter. */
export async function jwks(step: StepOf<"jwks">, context: StepContext): Promise<StepOutcome> {
  const resolved = context.scope.resolve(step.jwks) as { id?: string; pool?: { id: string } }
  const poolId = resolved.pool?.id ?? resolved.id
  if (!poolId) throw new Error("`jwks` needs a pool with an id")
  if (step.do)
    await changeKeys(step.do, poolId, context.scope.resolve(step.kid) as string | undefined, context)
  const { keySet, exchange } = await fetchKeySet(poolId, context)
  const soft = step.responds ? meetResponse(step.responds, "the JWKS", exchange, context) : []
  soft.push(...meetPattern(step.returns, "the JWKS", keySet, exchange, context))
  saveAnswer(step.save, "the JWKS", keySet, exchange, context)
  return { answer: keySet, soft, exchange }
}

async function changeKeys(
  change: "rotate" | "withdraw",
  poolId: string,
  kid: string | undefined,
  context: StepContext,
): Promise<void> {
  const keys = context.needAdapter(context.case.target.keys, "keys")
  if (change === "rotate") return keys.rotate(poolId, context.case.signal)
  if (!kid) throw new Error("`do: withdraw` needs the `kid` to withdraw")
  if (!keys.withdraw) throw new EnvironmentTrouble(`target ${context.case.target.name} cannot withdraw a key`)
  return keys.withdraw(poolId, kid, context.case.signal)
}
