/**
 * Finds k6, or builds it from load/k6/go.mod into the user's cache.
 *
 *     npm run setup:k6
 */
import { join } from "node:path"
import { buildK6, findK6, pinnedVersion } from "../src/load/k6.ts"
import { PoolproofError } from "../src/scenario/problem.ts"

const folder = join(import.meta.dirname, "../load/k6")
try {
  let k6 = await findK6()
  if (!k6) {
    console.log(`building k6 ${pinnedVersion(folder)} with Go; this takes a minute or two, once`)
    k6 = await buildK6(folder)
  }
  console.log(`k6 ${k6.version} at ${k6.path}`)
} catch (error) {
  if (!(error instanceof PoolproofError)) throw error
  console.error(error.message)
  console.error("Without k6 the load scripts do not run; everything else does. See docs/load.md.")
  process.exitCode = error.exitCode
}
