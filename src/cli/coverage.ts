import { join } from "node:path"
import { Command } from "commander"
import { type Coverage, coverage, coverageProblems } from "../scenario/coverage.ts"
import { readFacts } from "../scenario/facts.ts"
import { PoolproofError } from "../scenario/problem.ts"
import { readSuite } from "./find-suite.ts"
import { collect } from "./options.ts"
import { packageRoot } from "./package-root.ts"

interface CoverageOptions {
  check?: boolean
  json?: boolean
  area?: string
  scenarios?: string[]
}

/** `poolproof coverage`: which requirements are proven, which facts accounted for, which operations called. */
export function coverageCommand(): Command {
  return new Command("coverage")
    .description("which requirements are proven, which facts accounted for, which operations called")
    .option("--check", "fail when the register, the scenarios and the facts do not fit together")
    .option("--area <glob>", "requirements and facts of one area only, like `tokens`")
    .option("--scenarios <folder>", "a folder of scenarios beside the shipped ones", collect)
    .option("--json", "as JSON")
    .action(({ check, json, area, scenarios }: CoverageOptions) => {
      const suite = readSuite(scenarios)
      const facts = readFacts(join(packageRoot, "docs/facts"))
      const covered = coverage(suite, facts, area)
      if (json) console.log(JSON.stringify(covered, undefined, 2))
      else print(covered, area !== undefined)
      if (!check) return
      const problems = coverageProblems(suite, facts)
      if (problems.length > 0)
        throw new PoolproofError(
          `${problems.length} gap${problems.length === 1 ? "" : "s"} between register, scenarios and facts`,
          1,
          problems,
        )
    })
}

/** Of one area, the facts that nobody accounts for are named; of all, they are too many. */
function print({ requirements, facts, operations }: Coverage, names: boolean): void {
  const { total, proven, probes, untestable, deferred, unproven } = requirements
  const share = total === 0 ? 0 : Math.round((100 * untestable) / total)
  console.log(
    `requirements      ${total}: ${proven} proven, ${probes} probes, ${untestable} untestable (${share} %), ${deferred} deferred, ${unproven.length} unproven`,
  )
  for (const id of unproven) console.log(`  ${id}`)
  console.log(
    `facts             ${facts.total}: ${facts.accounted} accounted for, ${facts.unaccounted.length} not`,
  )
  if (names) for (const id of facts.unaccounted) console.log(`  ${id}`)
  for (const [service, { total, called }] of Object.entries(operations))
    console.log(`${service.padEnd(18)}${total} operations, ${called} called`)
}
