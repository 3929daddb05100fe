import { existsSync, readFileSync } from "node:fs"
import { PoolproofError } from "../scenario/problem.ts"
import { loadTarget } from "../target/load.ts"
import type { TargetProfile } from "../target/profile.ts"
import { type Expectations, parseExpectations } from "../verdict/expectations.ts"

/**
 * The profile of a target: a file, or the name of a shipped one. Without a name, the generic profile when an endpoint
 * is given, and the reference otherwise.
 * @throws PoolproofError (exit 2)
 */
export function findTarget(name: string | undefined, endpoint: string | undefined): TargetProfile {
  if (name && /^https?:/.test(name))
    throw new PoolproofError(`a target is a file or a name; for a running server: --endpoint ${name}`, 2)
  return loadTarget(name ?? (endpoint === undefined ? "reference" : "endpoint"))
}

/** The expectations beside a target file, if there are any. @throws PoolproofError (exit 2) */
export function findExpectations(profile: TargetProfile): Expectations | undefined {
  const file = expectationsFile(profile)
  if (!existsSync(file)) return undefined
  const { expectations, problems } = parseExpectations(file, readFileSync(file, "utf8"))
  if (!expectations) throw new PoolproofError(`${file} does not hold expectations`, 2, problems)
  return expectations
}

/** Where a target's expectations lie: `NAME.expectations.yaml` beside `NAME.yaml`. */
export function expectationsFile({ file }: TargetProfile): string {
  return file.replace(/(?:\.ya?ml)?$/, ".expectations.yaml")
}
