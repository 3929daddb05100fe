import { readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { Command } from "commander"
import { readFacts } from "../scenario/facts.ts"
import { lint } from "../scenario/lint/index.ts"
import { formatProblem, PoolproofError, type Problem } from "../scenario/problem.ts"
import { addDocument } from "../scenario/suite.ts"
import { parseYaml } from "../scenario/yaml.ts"
import { parseTarget } from "../target/profile.ts"
import { parseExpectations } from "../verdict/expectations.ts"
import { readSuite } from "./find-suite.ts"
import { packageRoot } from "./package-root.ts"

/** `poolproof lint`: every problem of the scenarios, and of target and expectation files named. */
export function lintCommand(): Command {
  return new Command("lint")
    .description("check scenarios, requirements, targets and expectations without running anything")
    .argument("[paths...]", "folders of scenarios beside the shipped ones, target files, expectation files")
    .option("--json", "the problems as JSON")
    .action((paths: string[], { json }: { json?: boolean }) => {
      const folders = paths.filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? true)
      const suite = readSuite(folders)
      const files = paths.filter((path) => !folders.includes(path))
      const apart = files.filter((file) => APART.has(kindOf(file)))
      for (const file of files)
        if (!apart.includes(file)) addDocument(suite, file, readFileSync(file, "utf8"))
      const problems = [
        ...suite.problems,
        ...lint(suite, readFacts(join(packageRoot, "docs/facts"))),
        ...apart.flatMap(lintFile),
      ]
      if (json) console.log(JSON.stringify(problems, undefined, 2))
      else for (const problem of problems) console.log(formatProblem(problem))
      const errors = problems.filter(({ severity }) => severity === "error").length
      if (errors > 0)
        throw new PoolproofError(
          `${errors} problem${errors === 1 ? "" : "s"}; docs/lint.md explains each rule`,
          2,
        )
      if (!json)
        console.log(`${suite.scenarios.size} scenarios, ${suite.requirements.size} requirements: no problems`)
    })
}

/** Kinds that belong to a target and not to the suite. */
const APART = new Set(["Target", "Expectations"])

function kindOf(file: string): string {
  const value = parseYaml(file, readFileSync(file, "utf8")).source?.value as
    | { kind?: string }
    | null
    | undefined
  return value?.kind ?? "Scenario"
}

/** A single file of a target, by its kind. */
function lintFile(file: string): Problem[] {
  const text = readFileSync(file, "utf8")
  return kindOf(file) === "Expectations"
    ? parseExpectations(file, text).problems
    : parseTarget(file, text).problems
}
