import { existsSync, readdirSync, readFileSync } from "node:fs"
import { basename, dirname, join, relative, resolve } from "node:path"
import { nearest } from "../model/nearest.ts"
import { PoolproofError } from "../scenario/problem.ts"
import { parseTarget, type TargetProfile } from "../target/profile.ts"
import { type Expectations, parseExpectations } from "../verdict/expectations.ts"
import { packageRoot } from "./package-root.ts"

/**
 * The profile of a target: a file, or the name of a shipped one. Without a name, the generic profile when an endpoint
 * is given, and the reference otherwise.
 * @throws PoolproofError (exit 2)
 */
export function findTarget(name: string | undefined, endpoint: string | undefined): TargetProfile {
  const file = targetFile(name ?? (endpoint === undefined ? "reference" : "endpoint"))
  const { profile, problems } = parseTarget(file, readText(file))
  if (!profile) throw new PoolproofError(`${file} is not a target file`, 2, problems)
  return profile
}

/** The expectations beside a target file, `NAME.expectations.yaml`, if there are any. */
export function findExpectations(profile: TargetProfile): Expectations | undefined {
  const file = expectationsFile(profile)
  if (!existsSync(file)) return undefined
  const { expectations, problems } = parseExpectations(shortName(file), readText(file))
  if (!expectations) throw new PoolproofError(`${file} does not hold expectations`, 2, problems)
  return expectations
}

/** Where a target's expectations lie. */
export function expectationsFile({ file }: TargetProfile): string {
  return join(dirname(file), `${basename(file).replace(/\.ya?ml$/, "")}.expectations.yaml`)
}

function targetFile(name: string): string {
  if (/\.ya?ml$/.test(name) || name.includes("/")) return shortName(name)
  const shipped = join(packageRoot, "targets", `${name}.yaml`)
  if (existsSync(shipped)) return shortName(shipped)
  const names = shippedTargets()
  const meant = nearest(name, names)
  throw new PoolproofError(`there is no target \`${name}\`${meant ? `; did you mean \`${meant}\`?` : "."} Shipped: ${names.join(", ")}; or give a file, ./${name}.yaml`, 2)
}

/** Names of the targets that come with poolproof. */
export function shippedTargets(): string[] {
  return readdirSync(join(packageRoot, "targets"))
    .filter((file) => file.endsWith(".yaml") && !file.endsWith(".expectations.yaml"))
    .map((file) => file.slice(0, -".yaml".length))
}

function shortName(file: string): string {
  const short = relative(process.cwd(), resolve(file))
  return short.startsWith("..") ? resolve(file) : short
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8")
  } catch (error) {
    throw new PoolproofError(`cannot read ${file}: ${(error as Error).message}`, 2)
  }
}
