import { spawnSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest"
import {
  newFolder,
  poolNames,
  poolproof,
  recordIn,
  serve,
  start,
  tidy,
  withVerdict,
} from "./command.test-kit.ts"

// Whole runs, several a test: a backstop for machines with much else to do.
vi.setConfig({ testTimeout: 180_000 })

const STACK = /^\s+at .*:\d+:\d+\)?$/m

let reference: Awaited<ReturnType<typeof serve>>
beforeAll(async () => {
  reference = await serve()
})
afterAll(tidy)

/** A run against the running reference, with its adapters. */
async function run(args: readonly string[] = [], url = reference.url) {
  const cwd = newFolder()
  const ended = await poolproof(["run", "reference", "--endpoint", url, ...args], { cwd })
  return { ...ended, record: recordIn(cwd) }
}

/** The numbers under the table's last line, by verdict. */
function printedCounts(stdout: string): Record<string, number> {
  const lines = stdout.split("\n").map((line) => line.trim().split(/ {2,}/))
  const verdicts = lines[lines.findIndex(([first]) => first === "requirements") - 1]
  const table = lines.findIndex((cells) => cells.includes("pass") && !cells.includes("requirements"))
  const [, ...numbers] = lines.find(([first]) => first === "requirements") ?? []
  expect(verdicts).toBeDefined()
  return Object.fromEntries(lines[table]!.map((verdict, i) => [verdict, Number(numbers[i]) || 0]))
}

describe("against the reference", () => {
  test("a run conforms, and its summary is that of its record", async () => {
    const cwd = newFolder()
    const { code, stdout, stderr } = await poolproof(["run"], { cwd })
    expect(code, stdout + stderr).toBe(0)
    const record = recordIn(cwd)
    expect(record.target).toMatchObject({ name: "reference", started: true })
    const { counts, requirements } = record
    expect(Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0))).toEqual(printedCounts(stdout))
    expect(Object.values(counts).reduce((a, b) => a + b)).toBe(requirements.length)
    expect(stdout).toContain(".poolproof/run/run.json")
  })

  test("the same seed makes the same values in the same cases, and verdicts do not depend on what runs beside", async () => {
    const some = ["--seed", "7", "--scenario", "sign-up.*,sign-in.*,recovery.*,directory.*,identity-pools.*"]
    const one = await run([...some, "--jobs", "1"])
    const many = await run([...some, "--jobs", "16"])
    const values = ({ record }: typeof one) =>
      Object.fromEntries(record.cases.map(({ id, generated }) => [id, generated]))
    const verdicts = ({ record }: typeof one) =>
      Object.fromEntries(record.requirements.map(({ id, verdict }) => [id, verdict]))
    expect(values(many)).toEqual(values(one))
    expect(verdicts(many)).toEqual(verdicts(one))
    expect(Object.values(values(one)).filter((of) => Object.keys(of).length > 0).length).toBeGreaterThan(50)
    expect(await poolNames(reference.url)).toEqual([])
  })

  test("two shards cover every case once", async () => {
    const cases = async (...args: string[]) =>
      (await run(["--scenario", "sign-up.*", ...args])).record.cases.map(({ id }) => id)
    const whole = await cases()
    const [first, second] = [await cases("--shard", "1/2"), await cases("--shard", "2/2")]
    expect(first.length).toBeGreaterThan(0)
    expect(second.length).toBeGreaterThan(0)
    expect([...first, ...second].sort()).toEqual(whole.sort())
  })
})

test("another seed finds the same requirements not met", async () => {
  const { url } = await serve("any-code-confirms", "revoke-token-forgets")
  const failing = async (seed: string) =>
    withVerdict((await run(["--seed", seed, "--scenario", "sign-up.*,tokens.revoke*"], url)).record, "fail")
  const first = await failing("1")
  expect(first).toContain("idp.confirm-sign-up/code-mismatch")
  expect(await failing("2")).toEqual(first)
})

describe("a run that cannot be", () => {
  test("for a typo names file, line and column", async () => {
    const cwd = newFolder()
    const lines = [
      "poolproof: 1",
      "kind: Scenario",
      "id: own.typo",
      "title: A typo",
      "proves: [idp.sign-up/unconfirmed]",
      "steps:",
    ]
    writeFileSync(join(cwd, "typo.yaml"), [...lines, "  - call: idp.SignUpp", "    with: {}", ""].join("\n"))
    const { code, stderr } = await poolproof(["run", "--scenarios", "."], { cwd })
    expect(code).toBe(2)
    expect(stderr).toMatch(/typo\.yaml:7:\d+: error PP\d+: .*idp\.SignUpp/)
    expect(stderr).not.toMatch(STACK)
  })

  test.concurrent.for([
    [["run", "refrence"], /refrence.*reference/s],
    [["run", "--profile", "cor"], /cor.*core/s],
    [["run", "--scenario", "sign-upp.*"], /sign-upp/],
    [["run", "--requirement", "idp.sign-upp/*"], /idp\.sign-upp/],
    [["run", "--report", "pdf"], /pdf.*junit/s],
    [["run", "--shard", "3/2"], /2\/5/],
    [["run", "--endpoint", "nowhere"], /http/],
    [["run", "--scenarios", "nowhere"], /nowhere/],
    [["run", "--no-such-option"], /no-such-option/],
    [["no-such-command"], /no-such-command/],
    [["replay", "sign-up.nothing:1"], /sign-up\.nothing/],
    [["replay", "not a token"], /no replay token/],
    [["expect", "nowhere.json"], /nowhere\.json/],
  ] as const)("%j is wrong usage", async ([args, says]) => {
    const { code, stderr } = await poolproof(args)
    expect(stderr).toMatch(says)
    expect(stderr).not.toMatch(STACK)
    expect(code, stderr).toBe(2)
  })

  test("for want of an endpoint is the environment's fault", async () => {
    const { code, stderr } = await poolproof(["run", "--endpoint", "http://127.0.0.1:9"])
    expect(code).toBe(3)
    expect(stderr).toContain("--endpoint URL")
  })
})

describe("a run that is broken off", () => {
  test("by its target's death ends with 3 and names the case", async () => {
    const { url, pid } = await serve()
    const cwd = newFolder()
    const running = start(["run", "reference", "--endpoint", url, "--jobs", "1", "--json"], { cwd })
    await running.says(/"type":"case-end"/)
    process.kill(pid, "SIGKILL")
    const { code, stdout, stderr } = await running.ended
    expect(code, stderr).toBe(3)
    expect(stderr).not.toMatch(STACK)
    const events = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { type: string; case?: string; during?: string })
    const last = events.findLast(({ type }) => type === "case-start")!.case
    expect(events.filter(({ type }) => type === "target-dead").map(({ during }) => during)).toEqual([last])
    expect(stderr).toContain(`the target died during ${last}`)
    const record = recordIn(cwd)
    expect(record.cases.find(({ id }) => id === last)?.verdict).toBe("setup")
    expect(withVerdict(record, "fail", "error")).toEqual([])
    expect(record.cases.filter(({ verdict }) => verdict === "setup").length).toBeGreaterThan(100)
  })

  test("by SIGINT ends with 130 and leaves nothing", async () => {
    const { url } = await serve()
    const cwd = newFolder()
    const running = start(["run", "reference", "--endpoint", url, "--json"], { cwd })
    await running.says(/"type":"case-end"(?:[\s\S]*"type":"case-end"){9}/)
    running.child.kill("SIGINT")
    const { code, stderr } = await running.ended
    expect(code, stderr).toBe(130)
    expect(stderr).not.toMatch(STACK)
    expect(await poolNames(url)).toEqual([])
    const record = recordIn(cwd)
    expect(record.exit).toBe(130)
    expect(record.counts.skipped).toBeGreaterThan(0)
    expect(withVerdict(record, "fail", "error")).toEqual([])
  })
})

test.for(["list | head -1", "run reference --json 2>&1 --scenario sign-up.* | head -1"])(
  "nobody reads to the end: %s",
  (line) => {
    const [args, rest] = line.split(" | ") as [string, string]
    const bin = join(import.meta.dirname, "../../bin/poolproof.js")
    const script = `set -o pipefail; "${process.execPath}" "${bin}" ${args} | ${rest}; echo "exit $?"`
    const { stdout, stderr } = spawnSync("bash", ["-c", script], {
      cwd: newFolder(),
      encoding: "utf8",
      timeout: 60_000,
    })
    expect(stderr).toBe("")
    expect(stdout.trim().split("\n")).toHaveLength(2)
    expect(stdout).toMatch(/^exit 0$/m)
  },
)
