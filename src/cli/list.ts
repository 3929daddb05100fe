import { Command } from "commander"
import { planRun } from "../scenario/plan.ts"
import { findSuite } from "./find-suite.ts"
import { collect } from "./options.ts"

interface ListOptions {
  requirement?: string[]
  scenario?: string[]
  profile?: string
  scenarios?: string[]
  requirements?: boolean
  json?: boolean
}

/** `poolproof list`: what a run would run, or the requirements that it would judge. */
export function listCommand(): Command {
  return new Command("list")
    .description("name the cases that a run would run, or the requirements that it would judge")
    .option("--requirements", "the requirements instead of the cases")
    .option("--profile <name>", "of one profile only")
    .option("--requirement <glob>", "only these requirements", collect)
    .option("--scenario <glob>", "only these scenarios", collect)
    .option("--scenarios <folder>", "a folder of scenarios beside the shipped ones", collect)
    .option("--json", "as JSON")
    .action((options: ListOptions) => {
      const suite = findSuite(options.scenarios, options.scenario)
      const plan = planRun(suite, {
        profile: options.profile,
        requirements: options.requirement ?? [],
        scenarios: options.scenario ?? [],
      })
      const rows = options.requirements
        ? [...suite.requirements.values()]
            .filter(({ id }) => plan.selects(id))
            .map(({ id, strength, level, evidence, says }) => ({ id, strength, level, evidence, says }))
        : plan.cases.map(({ id, scenario, requirements }) => ({
            id,
            title: scenario.title,
            file: scenario.source.file,
            requirements,
          }))
      if (options.json) console.log(JSON.stringify(rows, undefined, 2))
      else
        for (const row of rows)
          console.log("title" in row ? `${row.id}  ${row.title}` : `${row.id}  ${row.strength}  ${row.says}`)
    })
}
