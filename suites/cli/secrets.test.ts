import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { after, proxy, serveAnswer } from "../hostile/servers.ts"
import { later, newFolder, poolproof, recordIn, serve, tidy } from "./command.test-kit.ts"

/** The key that the reference signs with: with `/` in it, so that encodings differ. */
const CANARY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
const ENV = { CANARY }

const base64 = (text: string) => Buffer.from(text).toString("base64")
const FORMS = [
  CANARY,
  base64(CANARY),
  base64(`user:${CANARY}`),
  base64(`a${CANARY}!`),
  base64(`bc${CANARY}`).replaceAll("/", "_").replaceAll("+", "-"),
  encodeURIComponent(CANARY),
  Buffer.from(CANARY).toString("hex"),
  Buffer.from(CANARY).toString("hex").toUpperCase(),
  CANARY.toLowerCase(),
  JSON.stringify(base64(CANARY)),
  encodeURIComponent(base64(CANARY)),
]
/** Enough of any form to know it by. */
const TRACES = FORMS.map((form) => form.replaceAll('"', "").slice(4, 24))

let reference: Awaited<ReturnType<typeof serve>>
beforeAll(async () => {
  reference = await serve()
})
afterAll(tidy)

const TARGET = `
poolproof: 1
kind: Target
name: canary
region: us-east-1
auth: { accessKeyId: AKIAIOSFODNN7EXAMPLE, secretAccessKey: { secret: CANARY } }
`

/** A folder with a target file that keeps its key in the environment. */
function folderWithTarget(more = ""): string {
  const cwd = newFolder()
  writeFileSync(join(cwd, "canary.yaml"), TARGET + more)
  return cwd
}

/** Every file below a folder, and what was printed: which of them betrays the canary, and how. */
function betrayals(cwd: string, printed: Record<string, string>): string[] {
  const files = readdirSync(cwd, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  const texts = { ...printed, ...Object.fromEntries(files.map((file) => [file, readFileSync(file, "utf8")])) }
  return Object.entries(texts).flatMap(([name, text]) =>
    TRACES.flatMap((trace, i) => {
      const at = text.indexOf(trace)
      return at < 0 ? [] : [`${name}: form ${i} in ${text.slice(Math.max(0, at - 80), at + 40)}`]
    }),
  )
}

/** The reference, but that every error and some answers hand the canary back in every form. */
async function betrayer(): Promise<string> {
  const { url, close } = await serveAnswer(
    proxy(reference.url, (status, body) => {
      const leak = FORMS.join(" ")
      if (status >= 400)
        return JSON.stringify({ __type: `No${FORMS[6]}Exception`, message: leak, [CANARY]: leak })
      return body.startsWith("{") ? JSON.stringify({ ...JSON.parse(body), Leak: leak, [leak]: 1 }) : body
    }),
  )
  later(close)
  return url
}

test.for([[], ["--json"], ["--report", "github", "--verbose"]])(
  "a key that the target hands back is in no artefact: %j",
  async (args) => {
    const cwd = folderWithTarget()
    const { code, stdout, stderr } = await poolproof(
      [
        "run",
        "canary.yaml",
        "--endpoint",
        await betrayer(),
        "--scenario",
        "sign-*",
        "--report",
        "junit,html,md",
        ...args,
      ],
      { cwd, env: ENV },
    )
    expect(code, stderr).toBe(1)
    expect(betrayals(cwd, { stdout, stderr })).toEqual([])
    expect(JSON.stringify(recordIn(cwd))).toContain("***")
  },
)

test("nor in expectations written from such a run, nor in a replay", async () => {
  const cwd = folderWithTarget()
  const args = ["canary.yaml", "--endpoint", await betrayer(), "--scenario", "sign-in.*"]
  const run = await poolproof(["run", ...args, "--update-expectations"], { cwd, env: ENV })
  expect(run.code, run.text).toBe(1)
  const culprit = recordIn(cwd).cases.find(({ verdict }) => verdict === "fail")!
  const replay = await poolproof(["replay", culprit.replay], { cwd, env: ENV })
  expect(replay.code, replay.text).toBe(1)
  expect(betrayals(cwd, { run: run.text, replay: replay.text })).toEqual([])
})

test("nor where the doctor refuses", async () => {
  const { url, close } = await serveAnswer((_, response) =>
    response
      .writeHead(400)
      .end(JSON.stringify({ __type: "NotAuthorizedException", message: FORMS.join(" ") })),
  )
  later(close)
  const cwd = folderWithTarget()
  for (const command of ["run", "doctor"]) {
    const { code, text } = await poolproof([command, "canary.yaml", "--endpoint", url], { cwd, env: ENV })
    expect(code, text).toBe(3)
    expect(betrayals(cwd, { [command]: text })).toEqual([])
  }
})

test("nor where clean-up fails", async () => {
  const { url, close } = await serveAnswer(
    after(60, proxy(reference.url), (_, response) =>
      response
        .writeHead(400)
        .end(JSON.stringify({ __type: "NotAuthorizedException", message: FORMS.join(" ") })),
    ),
  )
  later(close)
  const cwd = folderWithTarget()
  const { code, text } = await poolproof(["run", "canary.yaml", "--endpoint", url], { cwd, env: ENV })
  expect(code, text).toBe(1)
  const swept = await poolproof(["sweep"], { cwd, env: ENV })
  expect(swept.code, swept.text).toBe(3)
  expect(betrayals(cwd, { run: text, sweep: swept.text })).toEqual([])
})

test("nor where the target that is given it cannot be started", async () => {
  const program = "console.error(process.env.KEY); process.exit(1)"
  const cwd = folderWithTarget(
    `start: { command: ["\${node}", -e, ${JSON.stringify(program)}], env: { KEY: { secret: CANARY } } }\nendpoint: http://127.0.0.1:\${port}\n`,
  )
  const { code, text } = await poolproof(["run", "canary.yaml"], { cwd, env: ENV })
  expect(code, text).toBe(3)
  expect(betrayals(cwd, { text })).toEqual([])
})

test("a secret that is missing is named, and is the environment's fault", async () => {
  const { code, stderr } = await poolproof(["run", "canary.yaml", "--endpoint", reference.url], {
    cwd: folderWithTarget(),
  })
  expect(code).toBe(3)
  expect(stderr).toContain("environment variable CANARY is not set")
})
