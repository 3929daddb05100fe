import { join } from "node:path"
import { Command } from "commander"
import { meant, nearest } from "../model/nearest.ts"
import { needsOf } from "../scenario/capabilities.ts"
import { readFacts } from "../scenario/facts.ts"
import { PoolproofError } from "../scenario/problem.ts"
import type { Requirement, Scenario, Suite } from "../scenario/suite.ts"
import { findSuite } from "./find-suite.ts"
import { collect } from "./options.ts"
import { packageRoot } from "./package-root.ts"

/** `poolproof explain ID`: a requirement with its facts and scenarios, or a scenario with what it needs and proves. */
export function explainCommand(): Command {
  return new Command("explain")
    .description(
      "what a requirement says, on what evidence, and what proves it; or what a scenario needs and proves",
    )
    .argument("<id>", "a requirement or a scenario")
    .option("--scenarios <folder>", "a folder of scenarios beside the shipped ones", collect)
    .action((id: string, { scenarios }: { scenarios?: string[] }) => {
      const suite = findSuite(scenarios, [id.replace(/^generated\./, "generated/")])
      const requirement =
        suite.requirements.get(id) ?? suite.requirements.get(id.slice(0, id.lastIndexOf("/")))
      const scenario = suite.scenarios.get(id.replace(/\[.*\]$/, ""))
      if (requirement) explainRequirement(requirement, suite)
      else if (scenario) explainScenario(scenario, suite)
      else {
        const hint = meant(nearest(id, [...suite.requirements.keys(), ...suite.scenarios.keys()]))
        throw new PoolproofError(`nothing is called \`${id}\`${hint ? `; ${hint}` : ""}`, 2)
      }
    })
}

function explainRequirement(
  {
    id,
    says,
    strength,
    level,
    evidence,
    facts,
    sources = [],
    untestable,
    deferred,
    source,
    path,
  }: Requirement,
  suite: Suite,
): void {
  const known = new Map(readFacts(join(packageRoot, "docs/facts")).map((fact) => [fact.id, fact]))
  const proving = [...suite.scenarios.values()].filter(({ proves }) => proves.includes(id))
  console.log(
    `${id}\n  ${says}\n  ${strength}, ${level}, ${evidence}; in ${source.file}:${source.locate(path).line}`,
  )
  if (untestable) console.log(`  untestable: ${untestable}`)
  if (deferred) console.log(`  deferred until ${deferred}`)
  console.log("facts:")
  for (const fact of facts) {
    const row = known.get(fact)
    console.log(row ? `  ${fact} (${row.file}:${row.line}) ${row.text}` : `  ${fact}`)
  }
  for (const more of sources) console.log(`  ${more}`)
  console.log(proving.length > 0 ? "proven by:" : "proven by no scenario")
  for (const scenario of proving) console.log(`  ${scenario.id}  ${scenario.title} (${scenario.source.file})`)
}

function explainScenario(scenario: Scenario, suite: Suite): void {
  const { id, title, why, source, proves, steps, cases } = scenario
  console.log(`${id}\n  ${title}\n  in ${source.file}`)
  if (why) console.log(`  ${why}`)
  console.log("proves:")
  for (const requirement of proves)
    console.log(`  ${requirement}  ${suite.requirements.get(requirement)?.says ?? ""}`)
  console.log(`needs:\n  ${needsOf(scenario, suite).join(", ")}`)
  console.log(
    `${steps.length} steps${cases ? `, ${cases.length} cases: ${cases.map(({ name }) => name).join(", ")}` : ""}`,
  )
}
