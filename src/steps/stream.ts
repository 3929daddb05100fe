import type { Step, StepOf } from "../scenario/documents.ts"
import type { StepContext, StepOutcome } from "./context.ts"
import { retold } from "./failure.ts"
import type { Scope } from "./scope.ts"

/**
 * `stream:` the same steps many times, some rounds of them under way at once, while `meanwhile` something happens to
 * the target. Of the rounds that are left when the last of it is due, half begin only once it is over: however long it
 * takes, some come after it. What does not hold ends it: rounds that are under way come to their end, no other begins.
 */
export async function stream(step: StepOf<"stream">, context: StepContext): Promise<StepOutcome> {
  const { of, atOnce, do: round, meanwhile = [] } = step.stream
  const due = meanwhile.toSorted((a, b) => a.after - b.after)
  let begun = 0
  let ended = 0
  let aside = Promise.resolve()
  let trouble: { error: unknown } | undefined
  const over = Promise.withResolvers<void>()
  const heldBack = Math.ceil((of - (due.at(-1)?.after ?? of)) / 2)

  const play = (steps: readonly Step[], within: StepContext, where: string) =>
    context.runSteps(steps, within).catch((error: unknown) => {
      trouble ??= { error: retold(error, (says) => `${where}: ${says}`) }
      over.resolve()
    })
  const lane = async () => {
    while (begun < of && !trouble) {
      const n = begun++
      if (n >= of - heldBack) await over.promise
      if (trouble) return
      await play(round, context.within(roundScope(context.scope, n)), `in round ${n + 1} of ${of}`)
      ended++
      while (due[0] && ended >= due[0].after) {
        const { after, do: steps } = due.shift()!
        aside = aside.then(() =>
          trouble ? undefined : play(steps, context, `after ${after} rounds of ${of}`),
        )
        if (due.length === 0) aside = aside.then(() => over.resolve())
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, of) }, lane))
  await aside
  if (trouble) throw trouble.error
  return { answer: { rounds: ended }, soft: [] }
}

/** What a round sees: everything, and its own; its generators make what no other round's make. */
function roundScope(scope: Scope, n: number): Scope {
  const { source } = scope
  return scope.child({
    ...source,
    place: `${source.place}/round${n}`,
    unique: { ...source.unique, stamp: `${source.unique.stamp}${n.toString(36)}` },
  })
}
