import { Command } from "commander"
import { short } from "../../reports/text.ts"
import { PoolproofError } from "../scenario/problem.ts"
import { openTarget } from "../target/open.ts"
import { Secrets } from "../target/secrets.ts"
import { sweep } from "../target/sweep.ts"
import { redactor } from "../verdict/redact.ts"
import { findTarget } from "./find-target.ts"
import { LEDGER_FOLDER } from "./session.ts"

/** `poolproof sweep`: takes away what runs left behind that did not finish. */
export function sweepCommand(signal: AbortSignal): Command {
  return new Command("sweep")
    .description(
      "take away what unfinished runs left behind: their pools, by exact id, and the processes they started",
    )
    .action(async () => {
      const opened: Secrets[] = []
      const swept = await sweep(
        LEDGER_FOLDER,
        ({ target, endpoint, runId }) => {
          const profile = findTarget(target, endpoint)
          const secrets = new Secrets(profile.file)
          opened.push(secrets)
          return openTarget(profile, {
            signal,
            runId,
            secrets,
            ...(endpoint === undefined ? {} : { endpoint }),
          })
        },
        signal,
      )
      const secrets = opened.flatMap(({ values }) => values)
      const redact = redactor({ secrets, minted: [], loopback: true })
      for (const { file, running, stopped, deleted, left, problem } of swept) {
        if (running) console.log(`${file}: still running, left alone`)
        else
          console.log(
            `${file}: ${stopped.length} processes stopped, ${deleted} pools deleted${left.length > 0 ? `, ${left.length} left` : ""}${problem ? `; ${short(redact(problem))}` : ""}`,
          )
        for (const { resource, why } of left)
          console.log(short(redact(`  ${resource.kind} ${resource.id ?? resource.name}: ${why}`)))
      }
      if (swept.length === 0) console.log("nothing to sweep")
      if (swept.some(({ clean, running }) => !clean && !running))
        throw new PoolproofError("not everything could be taken away", 3)
    })
}
