import { readdirSync } from "node:fs"
import { extname, join } from "node:path"
import { pathToFileURL } from "node:url"
import type { Fault } from "./fault.ts"

export type { Fault } from "./fault.ts"

/** What the files here end in: `.ts` in the checkout, `.js` in the package. */
const extension = extname(import.meta.filename)

let loading: Promise<readonly Fault[]> | undefined

/**
 * Every fault, by which the checks are seen to fail, by name: what the files of this folder and those below it export.
 * Read when first asked for, because an endpoint without faults is to start in milliseconds.
 */
export function loadFaults(): Promise<readonly Fault[]> {
  loading ??= readFaults()
  return loading
}

/** The faults of these names; throws a RangeError that names an unknown one. */
export async function findFaults(names: readonly string[]): Promise<Fault[]> {
  if (names.length === 0) return []
  const faults = await loadFaults()
  return names.map((name) => {
    const fault = faults.find((fault) => fault.name === name)
    if (fault) return fault
    throw new RangeError(
      `unknown fault "${name}"; each of the ${faults.length} is a file in reference/faults`,
    )
  })
}

async function readFaults(): Promise<Fault[]> {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(extension) && !file.endsWith(`.test${extension}`),
  )
  const modules = await Promise.all(
    files.map((file) => import(pathToFileURL(join(import.meta.dirname, file)).href) as Promise<object>),
  )
  const faults = modules.flatMap((module) => Object.values(module).filter(isFault))
  return faults.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Helpers lie in the folder too. */
function isFault(value: unknown): value is Fault {
  return typeof value === "object" && value !== null && "breaks" in value && "apply" in value
}
