import type { RunEvent } from "../verdict/events.ts"
import type { CaseResult } from "../verdict/result.ts"

/** What came of a run's cases, and why the target could not be reached any more, if that ended it. */
export interface Collected {
  results: CaseResult[]
  dead: string | undefined
}

/** Follows a run to its end. */
export async function collect(
  events: AsyncIterable<RunEvent>,
  onResult: (result: CaseResult) => void = () => {},
): Promise<Collected> {
  const collected: Collected = { results: [], dead: undefined }
  for await (const event of events) {
    if (event.type === "target-dead") collected.dead = event.why
    if (event.type !== "case-end") continue
    collected.results.push(event.result)
    onResult(event.result)
  }
  return collected
}
