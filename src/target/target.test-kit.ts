import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { onTestFinished } from "vitest"
import { formatProblem } from "../scenario/problem.ts"
import { HttpClient } from "../wire/http.ts"
import { Ledger } from "./ledger.ts"
import { type OpenOptions, type OpenTarget, openTarget } from "./open.ts"
import { parseTarget, type TargetProfile } from "./profile.ts"

/** For tests: the profile of a target file without its first lines. */
export function profileOf(text: string): TargetProfile {
  const { profile, problems } = parseTarget("test.yaml", `poolproof: 1\nkind: Target\nname: test\n${text}`)
  if (!profile) throw new Error(problems.map(formatProblem).join("\n"))
  return profile
}

/** For tests: an open target that is closed when the test is finished. */
export async function openForTest(
  profile: TargetProfile,
  options: Partial<OpenOptions> = {},
): Promise<OpenTarget> {
  const target = await openTarget(profile, { signal: AbortSignal.timeout(30_000), runId: "test", ...options })
  onTestFinished(() => target.close())
  return target
}

/** For tests: a profile whose process is a Node program. It listens on `process.env.PORT`. */
export function nodeProfile(program: string, rest = ""): TargetProfile {
  return profileOf(`
start:
  command: ["\${node}", server.mjs]
  env: { PORT: "\${port}" }
  files:
    server.mjs: ${JSON.stringify(program)}
  ready: { http: GET /, within: 5s }
  stop: { within: 1s }
endpoint: http://127.0.0.1:\${port}
${rest}`)
}

export const SERVES = `
import { createServer } from "node:http"
createServer((request, response) => response.end(JSON.stringify({ pid: process.pid, key: process.env.KEY ?? null })))
  .listen(Number(process.env.PORT), "127.0.0.1")
`

/** For tests: a ledger in a folder of its own, gone when the test is finished. */
export function ledgerForTest(runId = "r1"): Ledger {
  const ledger = Ledger.open(folderForTest(), { runId, target: "test" })
  onTestFinished(() => ledger.close())
  return ledger
}

export function folderForTest(): string {
  const folder = mkdtempSync(join(tmpdir(), "poolproof-test-"))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function clientForTest(): HttpClient {
  const client = new HttpClient({ timeoutMs: 5_000 })
  onTestFinished(() => client.close())
  return client
}
