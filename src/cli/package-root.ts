import { existsSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

/** The folder of poolproof itself: two levels up from the sources, three from the compiled ones. */
export const packageRoot = findRoot(dirname(fileURLToPath(import.meta.url)))

/** poolproof's version, from its package.json. */
export const version: string = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")).version

function findRoot(from: string): string {
  if (existsSync(join(from, "package.json")) && existsSync(join(from, "scenarios"))) return from
  const up = dirname(from)
  if (up === from) throw new Error("poolproof's own folder is not complete: its scenarios/ are missing")
  return findRoot(up)
}
