import { Command } from "commander"
import { short } from "../../reports/text.ts"
import { PoolproofError } from "../scenario/problem.ts"
import { openTarget } from "../target/open.ts"
import { sweep } from "../target/sweep.ts"
import { findTarget } from "./find-target.ts"
import { LEDGER_FOLDER } from "./session.ts"

/** `poolproof sweep`: takes away what runs left behind that did not finish. */
export function sweepCommand(signal: AbortSignal): Command {
  return new Command("sweep")
    .description(
      "take away what unfinished runs left behind: their pools, by exact id, and the processes they started",
    )
    .action(async () => {
      const swept = await sweep(
        LEDGER_FOLDER,
        ({ target, endpoint, runId }) =>
          openTarget(findTarget(target, endpoint), {
            signal,
            runId,
            ...(endpoint === undefined ? {} : { endpoint }),
          }),
        signal,
      )
      for (const { file, running, stopped, deleted, left, problem } of swept) {
        if (running) console.log(`${file}: still running, left alone`)
        else
          console.log(
            `${file}: ${stopped.length} processes stopped, ${deleted} pools deleted${left.length > 0 ? `, ${left.length} left` : ""}${problem ? `; ${short(problem)}` : ""}`,
          )
        for (const { resource, why } of left)
          console.log(short(`  ${resource.kind} ${resource.id ?? resource.name}: ${why}`))
      }
      if (swept.length === 0) console.log("nothing to sweep")
      if (swept.some(({ clean, running }) => !clean && !running))
        throw new PoolproofError("not everything could be taken away", 3)
    })
}
