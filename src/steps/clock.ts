import type { StepOf } from "../scenario/documents.ts"
import { parseDuration } from "../scenario/duration.ts"
import type { StepContext, StepOutcome } from "./context.ts"

/** `clock: { pool, advance: 24h }` moves a pool's clock forward, and with it what this case calls now. */
export async function clock(step: StepOf<"clock">, context: StepContext): Promise<StepOutcome> {
  const adapter = context.needAdapter(context.case.target.clock, "clock")
  const { pool, advance } = context.scope.resolve(step.clock) as { pool: { id: string }; advance: string }
  const ms = parseDuration(advance)
  await adapter.advance(pool.id, ms / 1000, context.case.signal)
  context.case.clockOffset += ms
  return { answer: {}, soft: [] }
}
