import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { LambdaDouble } from "../../src/doubles/lambda.ts"
import { runCase } from "../../src/run/case.ts"
import { Fixtures } from "../../src/run/fixtures.ts"
import { newCaseContext, type RunContext } from "../../src/run/run-context.ts"
import { type Plan, planRun } from "../../src/scenario/plan.ts"
import { findRequirement, type Suite } from "../../src/scenario/suite.ts"
import { Ledger } from "../../src/target/ledger.ts"
import { openTarget } from "../../src/target/open.ts"
import { parseTarget, type TargetProfile } from "../../src/target/profile.ts"
import { type CaseResult, worst } from "../../src/verdict/result.ts"
import { HttpClient } from "../../src/wire/http.ts"

/** The reference's adapters at any address, so that nothing is unsupported. */
function everything(adapters: string): TargetProfile {
  const { profile, problems } = parseTarget(
    "everything.yaml",
    `
poolproof: 1
kind: Target
name: everything
endpoints: { identity: "\${endpoint}", sts: "\${endpoint}" }
region: us-east-1
auth: { accessKeyId: AKIAIOSFODNN7EXAMPLE, secretAccessKey: wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY }
adapters:
  inbox:
    kind: http
    url: ${adapters}/_reference/messages?userPoolId=\${poolId}&username=\${username}
    items: messages
    fields: { poolId: userPoolId }
  clock: { kind: http, advance: { url: "${adapters}/_reference/clock", json: { userPoolId: "\${poolId}", advanceSeconds: "\${seconds}" } } }
  keys:
    kind: http
    rotate: { url: "${adapters}/_reference/keys/rotate", json: { userPoolId: "\${poolId}" } }
    withdraw: { url: "${adapters}/_reference/keys/withdraw", json: { userPoolId: "\${poolId}", kid: "\${kid}" } }
  lambda: { kind: control, set: { url: "${adapters}/_reference/lambda", json: { endpoint: "\${lambda.endpoint}" } } }
`,
  )
  if (!profile) throw new Error(JSON.stringify(problems))
  return profile
}

/** Fixtures that are set up truly, whatever the steps of a scenario run against. */
class TrueFixtures extends Fixtures {
  readonly #truly: RunContext
  readonly #signal: AbortSignal
  constructor(suite: Suite, truly: RunContext, signal: AbortSignal) {
    super(suite.fixtures, (place) =>
      newCaseContext(truly, place, { signal, held: () => {}, replayPath: undefined }),
    )
    this.#truly = truly
    this.#signal = signal
  }
  override use(id: string, parameters: Record<string, unknown>, context: Parameters<Fixtures["use"]>[2]) {
    const own = newCaseContext(this.#truly, context.case.caseId, {
      signal: this.#signal,
      held: () => {},
      replayPath: undefined,
    })
    return super.use(id, parameters, own)
  }
}

/** What came of every case against one endpoint. */
interface Unlooked {
  plan: Plan
  results: CaseResult[]
}

/**
 * Runs every case without a look at the target beforehand: its own steps against each endpoint of `own`, its fixtures
 * against `fixtures`, which may be one of them. Codes, clock, keys and functions are those of the `reference`.
 * The results are in the order of `own`.
 */
export async function runUnlooked(
  suite: Suite,
  { own, fixtures, reference }: { own: readonly string[]; fixtures: string; reference: string },
): Promise<Unlooked[]> {
  const plan = planRun(suite, { requirements: [], scenarios: [] })
  const folder = mkdtempSync(join(tmpdir(), "poolproof-null-"))
  const ledger = Ledger.open(folder, { runId: "null", target: "null" })
  const lambda = await LambdaDouble.start()
  const http = new HttpClient({ timeoutMs: 5_000 })
  const { signal } = new AbortController()
  const profile = everything(reference)
  const open = (endpoint: string) =>
    openTarget(profile, { endpoint, signal, runId: "null", ledger, doubles: { lambda } })
  const truth = await open(fixtures)
  const targets = await Promise.all(own.map(open))
  try {
    const shared = { suite, http, notes: ledger, lambda, seed: 1 }
    const truly: RunContext = {
      ...shared,
      target: truth,
      get fixtures() {
        return made
      },
    }
    const made: Fixtures = new TrueFixtures(suite, truly, signal)
    const runs = targets.map((target) => ({
      plan,
      context: { ...shared, target, fixtures: made } satisfies RunContext,
      results: [] as CaseResult[],
    }))
    const queue = plan.cases.flatMap((planned) => runs.map((run) => ({ planned, ...run })))
    const work = async () => {
      for (let next = queue.shift(); next; next = queue.shift())
        next.results.push(await runCase(next.planned, next.context, { signal }))
    }
    // Most of the time is waiting for what never comes.
    await Promise.all(Array.from({ length: 32 * own.length }, work))
    return runs
  } finally {
    await Promise.all([...targets, truth].map((target) => target.close()))
    await Promise.all([lambda.close(), http.close()])
    ledger.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const ASKS_NOTHING = new Set(["use", "token", "check", "clock", "inbox", "trigger"])

/** Whether a case's own steps, its fixtures aside, send the endpoint anything. */
function asks({ scenario: { steps, property } }: Plan["cases"][number]): boolean {
  return property !== undefined || steps.some(({ verb }) => !ASKS_NOTHING.has(verb))
}

/** Every `must` outside `wire.*` that is met by cases that ask the endpoint something, and by which. */
export function mustsMet(suite: Suite, { plan, results }: Unlooked): Record<string, string[]> {
  const asking = new Set(plan.cases.filter(asks).map(({ id }) => id))
  const judged = Map.groupBy(
    results
      .filter(({ id }) => asking.has(id))
      .flatMap(({ id, judgements }) => judgements.map((judgement) => ({ id, ...judgement }))),
    ({ requirement }) => requirement,
  )
  const met = [...judged].filter(
    ([id, of]) =>
      findRequirement(suite, id)?.strength === "must" &&
      ["pass", "nonstrict"].includes(worst(of.map(({ verdict }) => verdict))),
  )
  return Object.fromEntries(met.map(([id, of]) => [id, of.map(({ id }) => id)]))
}
