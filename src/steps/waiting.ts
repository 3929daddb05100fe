import { setTimeout as sleep } from "node:timers/promises"
import type { StepContext } from "./context.ts"

/**
 * Asks until there is an answer or the time is over; the pause grows from 5 ms to 250 ms. Notes how long it took.
 * @returns the answer, or undefined when the time was over
 */
export async function poll<T>(
  ask: () => Promise<T | undefined>,
  withinMs: number,
  label: string,
  context: StepContext,
): Promise<T | undefined> {
  const start = performance.now()
  for (let pause = 5; ; pause = Math.min(pause * 2, 250)) {
    const answer = await ask()
    const elapsed = performance.now() - start
    if (answer !== undefined) {
      context.case.waits.push({ step: label, ms: elapsed })
      return answer
    }
    if (elapsed + pause > withinMs) return undefined
    await sleep(pause, undefined, { signal: context.case.signal })
  }
}
