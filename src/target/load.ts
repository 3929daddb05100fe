import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join, relative } from "node:path"
import { fileURLToPath } from "node:url"
import { PoolproofError } from "../scenario/problem.ts"
import { parseTarget, type TargetProfile } from "./profile.ts"

/** `targets/` of the checkout, or of the installed package, where the code is one folder deeper. */
const SHIPPED = ["../../targets", "../../../targets"]
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(path))!

/** Names of the targets that come with poolproof. */
export function shippedTargets(): string[] {
  const files = readdirSync(SHIPPED).filter(
    (file) => file.endsWith(".yaml") && !file.includes(".expectations."),
  )
  return files.map((file) => file.slice(0, -".yaml".length)).sort()
}

/**
 * The profile in a file, or the shipped one of a name.
 * @throws PoolproofError (exit 2) with every problem of the file.
 */
export function loadTarget(nameOrFile: string): TargetProfile {
  const file = /[/\\]|\.ya?ml$/.test(nameOrFile) ? nameOrFile : join(SHIPPED, `${nameOrFile}.yaml`)
  if (!existsSync(file))
    throw new PoolproofError(
      `there is no target ${nameOrFile}; there are ${shippedTargets().join(", ")}, and files`,
      2,
    )
  const shown = relative(process.cwd(), file)
  const { profile, problems } = parseTarget(shown.startsWith("..") ? file : shown, readFileSync(file, "utf8"))
  if (!profile) throw new PoolproofError(`${nameOrFile} is not a valid target`, 2, problems)
  return profile
}
