import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, renameSync } from "node:fs"
import { homedir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import fc from "fast-check"
import { expect, test } from "vitest"
import { valid } from "../../src/model/arbitrary.ts"
import { type Breakable, breakableRules, broken } from "../../src/model/arbitrary-broken.ts"
import { judge } from "../../src/model/judge.ts"
import { loadModel, type ServiceModel } from "../../src/model/model.ts"
import { memberAt } from "../../src/model/path.ts"

/*
 * botocore validates inputs by the same model with code of its own. It knows types, required members and minima; maxima,
 * patterns and enums it leaves to the service. Needs Python with the pinned botocore, which is installed into the user's
 * cache folder where the test must not be skipped: in CI, or with POOLPROOF_SECOND_OPINION=1.
 */
const MODELS = [loadModel("cognito-idp"), loadModel("cognito-identity"), loadModel("sts")]
const { version } = MODELS[0]!.source
const { CI, POOLPROOF_SECOND_OPINION, POOLPROOF_CACHE, XDG_CACHE_HOME } = process.env
const REQUIRED = Boolean(CI) || POOLPROOF_SECOND_OPINION === "1"
const SCRIPT = fileURLToPath(new URL("../../tools/second-opinion.py", import.meta.url))
const CACHE = POOLPROOF_CACHE || join(XDG_CACHE_HOME || join(homedir(), ".cache"), "poolproof")
const LIBRARY = join(CACHE, `botocore-${version}`)

/** The words that botocore has for what it checks. */
const WORDS: Readonly<Record<string, string>> = {
  required: "missing required field",
  type: "invalid type",
  min: "invalid range",
  "min-length": "invalid length",
}

type Row = { service: string; operation: string; input: unknown; ours: string[]; broken?: Breakable }

test("botocore's validator is of the same opinion", { timeout: 300_000 }, ({ skip }) => {
  if (!hasBotocore()) {
    if (!REQUIRED) skip(`no Python with botocore ${version}; POOLPROOF_SECOND_OPINION=1 installs it`)
    install()
  }
  const rows = MODELS.flatMap((model) => [...rowsOf(model)])
  expect(rows.length).toBeGreaterThan(10_000)
  const output = python([SCRIPT], JSON.stringify(rows.map(({ ours: _, broken: __, ...row }) => row)))
  const theirs: { version: string; errors: string[][] } = JSON.parse(output)
  expect(theirs.version).toBe(version)
  const opinions = rows.map((row, index) => ({ ...row, theirs: theirs.errors[index]!.sort() }))
  expect(opinions.filter(({ ours, theirs }) => ours.join() !== theirs.join())).toEqual([])
  // It has seen all that it knows.
  expect(new Set(theirs.errors.flat())).toEqual(new Set(Object.values(WORDS)))
})

function* rowsOf(model: ServiceModel): Generator<Row> {
  for (const [operation, { input: shape }] of Object.entries(model.operations)) {
    const row = (input: unknown): Row => {
      const ours = judge(model, shape, input).flatMap(({ rule }) => WORDS[rule] ?? [])
      return { service: model.service, operation, input, ours: ours.sort() }
    }
    for (const input of fc.sample(valid(model, shape), { seed: 1, numRuns: 30 })) yield row(input)
    for (const breakable of breakableRules(model, shape)) {
      const { path, rule } = breakable
      // A maximum takes up to a megabyte, and botocore has no opinion of it.
      if (rule === "max-length" || isOverlooked(model, shape, breakable)) continue
      const [input] = fc.sample(broken(model, shape, path, rule), { seed: 1, numRuns: 1 })
      yield { ...row(input), broken: breakable }
    }
  }
}

/** What botocore lets pass: a map's minimum, and a boolean for a number, which it is to Python. */
function isOverlooked(model: ServiceModel, shapeName: string, { path, rule }: Breakable): boolean {
  const { type } = memberAt(model, shapeName, path)!
  if (type === "map") return rule === "min-length"
  return (type === "integer" || type === "long") && rule === "type:boolean"
}

function hasBotocore(): boolean {
  try {
    return python(["-c", "import botocore; print(botocore.__version__, end='')"]) === version
  } catch {
    return false
  }
}

/** Into a folder beside it first, so that no half of it is ever found. */
function install(): void {
  mkdirSync(CACHE, { recursive: true })
  const folder = mkdtempSync(`${LIBRARY}-`)
  python(["-m", "pip", "install", "--quiet", "--target", folder, `botocore==${version}`])
  if (!existsSync(LIBRARY)) renameSync(folder, LIBRARY)
}

function python(args: string[], input = ""): string {
  return execFileSync("python3", args, {
    input,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    cwd: dirname(SCRIPT),
    env: { ...process.env, PYTHONPATH: LIBRARY, PYTHONDONTWRITEBYTECODE: "1" },
    stdio: ["pipe", "pipe", "pipe"],
  })
}
