import { Command } from "commander"
import { short } from "../../reports/text.ts"
import { operationNames } from "../model/model.ts"
import { PoolproofError } from "../scenario/problem.ts"
import { OPERATIONS } from "../target/doctor-capabilities.ts"
import { findTarget } from "./find-target.ts"
import { url } from "./options.ts"
import { Session } from "./session.ts"

interface DoctorOptions {
  endpoint?: string
  start?: string
  operations?: boolean
  json?: boolean
}

/** Of a finding: every operation has room in it. */
const LONGEST = 10_000
const MARK = { ok: "ok  ", warn: "warn", fail: "FAIL" } as const

/** `poolproof doctor`: whether a target is as its file says, before anything is judged. */
export function doctorCommand(signal: AbortSignal): Command {
  return new Command("doctor")
    .description("look whether a target is reachable and as its file says, and what to do where it is not")
    .argument("[target]", "a target file, or the name of a shipped one")
    .option("--endpoint <url>", "a running server", url)
    .option("--start <command>", "start it with this command instead of the target file's")
    .option("--operations", "name every operation that is there, and that is not")
    .option("--json", "the findings as JSON")
    .action(async (name: string | undefined, options: DoctorOptions) => {
      const session = await Session.open(findTarget(name, options.endpoint), { ...options, signal })
      try {
        const findings = await session.diagnose(signal, operationNames())
        if (options.json) console.log(JSON.stringify(findings, undefined, 2))
        else
          for (const { check, status, says, fix } of findings)
            if (check !== OPERATIONS || options.operations)
              console.log(
                `${MARK[status]}  ${check}: ${short(says, LONGEST)}${fix ? `\n        fix: ${short(fix)}` : ""}`,
              )
        if (name === undefined && options.endpoint && !options.json)
          console.log(`\na target file of all this: npx poolproof init --endpoint ${options.endpoint}`)
        const broken = findings.filter(({ status }) => status === "fail").length
        if (broken > 0) throw new PoolproofError(`${session.target.name} is not fit for a run`, 3)
      } finally {
        await session.cleanUp()
        await session.close()
      }
    })
}
