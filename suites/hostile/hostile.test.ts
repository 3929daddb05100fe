import { readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { hasRecord, later, newFolder, poolproof, recordIn, serve, tidy } from "../cli/command.test-kit.ts"
import { type Answer, after, HOSTILE, proxy, serveAnswer, tricky } from "./servers.ts"

let reference: Awaited<ReturnType<typeof serve>>
beforeAll(async () => {
  reference = await serve()
})
afterAll(tidy)

/** What a run against a server comes to, with everything that it leaves. */
async function runAgainst(answer: Answer, ...args: string[]) {
  const { url, close } = await serveAnswer(answer)
  later(close)
  const cwd = newFolder()
  // A heap that a run needs, and no more: what is kept of huge bodies must fit.
  const env = { NODE_OPTIONS: "--max-old-space-size=512" }
  const ended = await poolproof(
    ["run", "--endpoint", url, "--jobs", "4", "--report", "junit,html,md", ...args],
    { cwd, env },
  )
  const pages = hasRecord(cwd)
    ? ["junit.xml", "report.html", "report.md"].map((name) =>
        readFileSync(join(cwd, ".poolproof/run", name), "utf8"),
      )
    : []
  return { ...ended, cwd, pages }
}

/** What a terminal obeys, and text that runs backwards. */
const RAW = /[^\P{Cc}\n\t]|\u202e/u
const STACK = /^\s+at .*:\d+:\d+\)?$/m
/** A line that GitHub's runner obeys. */
const WORKFLOW_COMMAND = /^::/m
const SCRIPT = /<script>alert/

/** The first match with what stands around it: the whole would be no message. */
function around(text: string, pattern: RegExp): string | undefined {
  const at = text.search(pattern)
  return at < 0 ? undefined : text.slice(Math.max(0, at - 100), at + 100)
}

function expectClean({ text, pages }: Awaited<ReturnType<typeof runAgainst>>): void {
  for (const pattern of [STACK, RAW, WORKFLOW_COMMAND]) expect(around(text, pattern)).toBeUndefined()
  for (const page of pages) for (const pattern of [RAW, SCRIPT]) expect(around(page, pattern)).toBeUndefined()
}

/** From the first request on: none is fit to be judged. */
test.concurrent.for(Object.entries(HOSTILE))(
  "%s from the beginning",
  { timeout: 120_000 },
  async ([, answer]) => {
    const ended = await runAgainst(answer)
    expect(ended.code, ended.text).toBe(3)
    expect(ended.stderr).toContain("is not fit for a run")
    expect(hasRecord(ended.cwd)).toBe(false)
    expectClean(ended)
    expect(ended.ms).toBeLessThan(60_000)
  },
)

/** What gives whole answers that are nonsense does not conform; everything else is as good as dead. */
const ANSWERING = ["xml", "html", "redirect for ever", "terminal escapes and markup"]

test.concurrent.for(Object.entries(HOSTILE))(
  "%s in mid-run",
  { timeout: 120_000 },
  async ([name, answer]) => {
    const ended = await runAgainst(after(60, proxy(reference.url), answer))
    const record = recordIn(ended.cwd)
    expect(ended.code, ended.text).toBe(ANSWERING.includes(name) ? 1 : 3)
    expect(record.exit).toBe(ended.code)
    if (!ANSWERING.includes(name)) {
      const deaths = record.environment.filter((line) => line.startsWith("the target died during "))
      expect(deaths).toHaveLength(1)
      const [, during] = /during ([^:]+): /.exec(deaths[0]!) ?? []
      expect(record.cases.find(({ id }) => id === during)?.verdict).toBe("setup")
    }
    expectClean(ended)
    expect(ended.ms).toBeLessThan(60_000)
  },
)

test.concurrent("tricks in the messages of an endpoint that is otherwise true", async () => {
  const tricks = (status: number, body: string) => {
    if (status < 400) return body
    const { message, ...rest } = JSON.parse(body) as { message?: string }
    return JSON.stringify({ ...rest, __type: "NoSuchException", message: tricky(message ?? "") })
  }
  const ended = await runAgainst(proxy(reference.url, tricks), "--scenario", "sign-in.*", "--verbose")
  expect(ended.code, ended.text).toBe(1)
  expect(ended.text).toContain("owned")
  expectClean(ended)
})
