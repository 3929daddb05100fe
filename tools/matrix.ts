/**
 * Runs every shipped target that can be started here, at one seed and with its expectations, and makes docs/matrix.md
 * and docs/matrix.html of the records: `npm run matrix -- --seed 7`. Exits with the worst of the runs' exit codes.
 */
import { spawnSync } from "node:child_process"
import { existsSync, rmSync } from "node:fs"
import { delimiter, join } from "node:path"
import { parseArgs } from "node:util"
import { loadTarget, shippedTargets } from "../src/target/load.ts"

/** In the order of the columns. Other shipped files are written from documents only, or are no target by themselves. */
const TARGETS = ["reference", "cognito-local", "moto", "ministack", "cognitox"]

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    runs: { type: "string", default: ".poolproof/matrix" },
    out: { type: "string", default: "docs" },
  },
})

const codes: number[] = []
const records: string[] = []
for (const name of TARGETS) {
  const missing = missingFor(name)
  if (missing) {
    console.log(`${name}: left out, ${missing}`)
    continue
  }
  const folder = join(values.runs, name)
  rmSync(folder, { recursive: true, force: true })
  const begun = Date.now()
  const code = poolproof("run", name, "--seed", values.seed, "--out", folder)
  codes.push(code)
  const recorded = existsSync(join(folder, "run.json"))
  if (recorded) records.push(folder)
  console.log(
    `${name}: exit ${code}, ${((Date.now() - begun) / 1000).toFixed(0)} s${recorded ? "" : ", no record"}`,
  )
}
if (records.length > 0) codes.push(poolproof("matrix", ...records, "--out", values.out))
process.exitCode = Math.max(0, ...codes)

function poolproof(...args: string[]): number {
  const { status } = spawnSync(process.execPath, ["bin/poolproof.js", ...args], {
    stdio: ["ignore", "ignore", "inherit"],
  })
  return status ?? 4
}

/** Why a target cannot be started here. */
function missingFor(name: string): string | undefined {
  if (!shippedTargets().includes(name)) return "there is no such target file"
  const { start } = loadTarget(name)
  const [program] = [start?.command ?? []].flat()
  if (program === undefined || !/^[\w-]+$/.test(program)) return undefined
  const folders = (process.env.PATH ?? "").split(delimiter)
  return folders.some((folder) => existsSync(join(folder, program)))
    ? undefined
    : `${program} is not installed`
}
