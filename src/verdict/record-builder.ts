import { createHash } from "node:crypto"
import type { Plan, PlannedCase } from "../scenario/plan.ts"
import type { Suite } from "../scenario/suite.ts"
import type { Path, Source } from "../scenario/yaml.ts"
import { toCurl } from "../wire/curl.ts"
import type { Exchange } from "../wire/exchange.ts"
import type { RunEvent } from "./events.ts"
import type { Expectations } from "./expectations.ts"
import { type CaseVerdict, judgeRun, type RequirementVerdict } from "./judge-run.ts"
import type { CaseRow, ExchangeRow, FindingRow, RequirementRow, RunRecord } from "./record.ts"
import { redacted, redactor } from "./redact.ts"
import { replayToken } from "./replay.ts"
import type { CaseResult, Finding } from "./result.ts"

/** What a record says beside what came of the cases. */
export interface RunInfo {
  /** poolproof's own version. */
  poolproof: string
  suite: Suite
  plan: Plan
  seed: number
  target: {
    name: string
    file: string
    started: boolean
    endpoint: string
    version?: string | undefined
    fingerprint: string
    secrets: readonly string[]
    loopback: boolean
  }
  expectations?: Expectations | undefined
}

/** A listener of a run that makes its record. */
export interface RecordBuilder {
  on(event: RunEvent): void
  /** The record, once: of as much as was run. `errors` are poolproof's own. */
  finish(end?: { interrupted?: boolean; errors?: readonly string[] }): RunRecord
}

/** Builds the record of a run from its events; secrets never get into it (design §3). */
export function recordBuilder(info: RunInfo): RecordBuilder {
  const { suite, plan, target } = info
  const results: CaseResult[] = []
  const environment: string[] = []
  let startedAt = Date.now()
  let endedAt = startedAt
  let dead: string | undefined

  const on = (event: RunEvent): void => {
    endedAt = event.at
    if (event.type === "run-start") startedAt = event.at
    if (event.type === "case-end") results.push(event.result)
    if (event.type === "target-dead") {
      dead ??= event.why
      environment.push(`the target died${event.during ? ` during ${event.during}` : ""}: ${event.why}`)
    }
    if (event.type === "clean-up" && event.left.length > 0)
      environment.push(`not deleted: ${event.left.join(", ")}`)
  }

  const finish: RecordBuilder["finish"] = ({ interrupted = false, errors = [] } = {}) => {
    const judged = judgeRun({
      suite,
      plan,
      results,
      expectations: info.expectations?.entries ?? [],
      version: target.version,
      now: new Date(startedAt),
      dead,
      interrupted,
      errors,
    })
    const redactorOf = (minted: readonly string[]) =>
      redactor({ secrets: target.secrets, minted, loopback: target.loopback })
    const always = redactorOf([])
    const redactors = new Map(results.map((result) => [result.id, redactorOf(result.minted)]))
    return {
      schema: "poolproof.run/1",
      poolproof: info.poolproof,
      exit: judged.exit,
      startedAt: new Date(startedAt).toISOString(),
      seconds: (endedAt - startedAt) / 1000,
      seed: info.seed,
      ...(plan.selection.profile === undefined ? {} : { profile: plan.selection.profile }),
      filters: { requirement: [...plan.selection.requirements], scenario: [...plan.selection.scenarios] },
      target: {
        name: target.name,
        file: target.file,
        started: target.started,
        endpoint: always(target.endpoint),
        ...(target.version === undefined ? {} : { version: always(target.version) }),
        fingerprint: target.fingerprint,
      },
      suite: {
        scenarios: new Set(plan.cases.map(({ scenario }) => scenario.id)).size,
        requirements: judged.requirements.length,
        digest: digest(info),
        folders: [...suite.folders.slice(1)],
      },
      counts: judged.counts,
      judged: judged.judged,
      requirements: judged.requirements.map((row) =>
        requirementRow(row, redactors.get(row.cases[0] ?? "") ?? always),
      ),
      cases: judged.cases.map((row) => caseRow(row, info.seed, redactors.get(row.planned.id) ?? always)),
      expectations: {
        ...(info.expectations ? { file: info.expectations.file } : {}),
        ...judged.expectations,
      },
      environment: [...environment, ...judged.errors].map(always),
    }
  }
  return { on, finish }
}

type Redact = (text: string) => string

function requirementRow(row: RequirementVerdict, redact: Redact): RequirementRow {
  const { says, strength, level, evidence, facts, source, path } = row.requirement
  const { id, verdict, standing, cases, example, expected } = row
  return {
    id,
    says,
    strength,
    level,
    evidence,
    facts,
    where: place(source, path),
    verdict,
    standing,
    cases: [...cases],
    ...(expected
      ? {
          expected: {
            by: expected.id,
            reason: redact(expected.reason),
            ...(expected.issue === undefined ? {} : { issue: redact(expected.issue) }),
          },
        }
      : {}),
    findings: example ? [findingRow(example, redact)] : [],
  }
}

function caseRow(
  { planned, result, verdict, reason, judgements }: CaseVerdict,
  seed: number,
  redact: Redact,
): CaseRow {
  return {
    id: planned.id,
    scenario: planned.scenario.id,
    title: planned.scenario.title,
    where: place(planned.scenario.source, ["id"]),
    verdict,
    requirements: judgements.map(({ requirement }) => requirement),
    judgements: judgements.map((j) => ({
      requirement: j.requirement,
      verdict: j.verdict,
      findings: j.findings.map((finding) => findingRow(finding, redact)),
    })),
    ...(reason === undefined ? {} : { reason: redact(reason) }),
    replay: result?.replay ?? replayToken(replayOf(planned, seed)),
    generated: redacted(result?.generated ?? {}, redact) as Record<string, unknown>,
    operations: result?.operations ?? {},
    waits: result?.waits ?? [],
    ms: result?.ms ?? 0,
  }
}

function replayOf({ scenario, row }: PlannedCase, seed: number) {
  return { seed, scenario: scenario.id, ...(row ? { row: String(row.name) } : {}) }
}

function findingRow(
  { severity, says, where, step, mismatches, exchange, log }: Finding,
  redact: Redact,
): FindingRow {
  return {
    severity,
    says: redact(says),
    where,
    step: redact(step),
    mismatches: mismatches.map(({ path, expected, received, soft }) => ({
      path: redact(path),
      expected: redact(expected),
      received: redact(received),
      soft,
    })),
    ...(exchange ? { exchange: exchangeRow(exchange, redact) } : {}),
    ...(log ? { log: log.map(redact) } : {}),
  }
}

/** Of a body so much is kept, in characters. */
const LONGEST_BODY = 16_384

function exchangeRow(exchange: Exchange, redact: Redact): ExchangeRow {
  const { label, at, ms, request, response, failure } = exchange
  const headers = (of: Record<string, string>) =>
    Object.fromEntries(Object.entries(of).map(([name, value]) => [redact(name), redact(value)]))
  const sent = {
    method: request.method,
    url: redact(request.url),
    headers: headers(request.headers),
    body: redact(request.body),
  }
  return {
    label,
    at,
    ms,
    request: { ...sent, body: clipped(sent.body) },
    ...(response
      ? {
          response: {
            status: response.status,
            headers: headers(response.headers),
            body: clipped(redact(response.body)),
            truncated: response.truncated || response.body.length > LONGEST_BODY,
          },
        }
      : {}),
    ...(failure ? { failure: { code: failure.code, message: redact(failure.message) } } : {}),
    curl: toCurl({ ...exchange, request: { ...sent, body: clipped(sent.body) } }),
  }
}

function clipped(body: string): string {
  return body.length > LONGEST_BODY
    ? `${body.slice(0, LONGEST_BODY)}… (${body.length} characters in all)`
    : body
}

function place(source: Source, path: Path): string {
  const { file, line } = source.locate(path, { key: true })
  return `${file}:${line}`
}

/** One number for everything that was run: the scenarios of the plan, and all that they may use. */
function digest({ suite, plan }: RunInfo): string {
  const scenarios = new Set(plan.cases.map(({ scenario }) => scenario))
  const sources = [
    ...scenarios,
    ...suite.fixtures.values(),
    ...suite.models.values(),
    ...suite.registers,
  ].map(({ source }) => source)
  const hash = createHash("sha256")
  for (const text of sources.map(({ value }) => JSON.stringify(value)).sort()) hash.update(`${text}\n`)
  return `sha256:${hash.digest("hex")}`
}
