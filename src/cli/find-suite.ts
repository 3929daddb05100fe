import { existsSync } from "node:fs"
import { join } from "node:path"
import { withGenerated } from "../scenario/generated/index.ts"
import { lint } from "../scenario/lint/index.ts"
import { PoolproofError } from "../scenario/problem.ts"
import { loadSuite, type Suite } from "../scenario/suite.ts"
import { packageRoot } from "./package-root.ts"

/**
 * The shipped scenarios and the folders beside them, linted; and the generated probes where `named`, ids or globs,
 * asks for any. @throws PoolproofError (exit 2) with every problem
 */
export function findSuite(folders: readonly string[] = [], named: readonly string[] = []): Suite {
  const suite = readSuite(folders)
  const problems = [...suite.problems, ...lint(suite)].filter(({ severity }) => severity === "error")
  if (problems.length > 0)
    throw new PoolproofError(
      `${problems.length} problem${problems.length === 1 ? "" : "s"} in the scenarios`,
      2,
      problems,
    )
  return withGenerated(suite, named)
}

/** The same without looking whether it is right. */
export function readSuite(folders: readonly string[] = []): Suite {
  const missing = folders.find((folder) => !existsSync(folder))
  if (missing) throw new PoolproofError(`there is no folder ${missing}`, 2)
  return loadSuite([join(packageRoot, "scenarios"), ...folders])
}
