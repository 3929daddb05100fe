import type { RunEvent } from "../verdict/events.ts"
import type { CaseResult } from "../verdict/result.ts"

/** A run to its end: what came of its cases, and why the target could not be reached any more, if that ended it. */
export async function collect(
  events: AsyncIterable<RunEvent>,
): Promise<{ results: CaseResult[]; dead: string | undefined }> {
  const results: CaseResult[] = []
  let dead: string | undefined
  for await (const event of events) {
    if (event.type === "case-end") results.push(event.result)
    if (event.type === "target-dead") dead = event.why
  }
  return { results, dead }
}
