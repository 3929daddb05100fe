import { cpus } from "node:os"
import { join } from "node:path"
import { type Arrivals, peakRate } from "../../load/lib/arrivals.ts"
import type { LoadConfig } from "../../load/lib/config.ts"
import { PoolproofError } from "../scenario/problem.ts"
import type { Target } from "../target/target.ts"
import { Audit } from "./audit.ts"
import { CpuMeter } from "./cpu.ts"
import type { K6 } from "./k6.ts"
import { conclude, planOf } from "./plan.ts"
import type { Prepared } from "./prepare.ts"
import type { LoadRecord, Objective } from "./record.ts"
import { type K6Ended, runK6 } from "./run-k6.ts"
import { FLOWS, SCRIPTS } from "./scripts.ts"
import { Tally } from "./tally.ts"

/** The tokens of one iteration in so many are verified whole. */
const AUDIT_EVERY = 10
const MOST_VUS = 500

export interface LoadOptions {
  script: string
  shape: string
  arrivals: Arrivals
  target: Target
  /** Processes that were started for the target, to see who is the limit. */
  targetPids?: readonly number[]
  product?: string | undefined
  prepared: Prepared
  users: number
  mfa: number
  runId: string
  objective: Objective
  segments: number
  vus?: number | undefined
  outputs?: readonly string[] | undefined
  k6: K6
  /** The folder `load` with the scripts. */
  scripts: string
  version: string
  signal: AbortSignal
  onTally?: (tally: Tally) => void
}

/** Runs one script once against a prepared target, and judges what came of it. */
export async function runLoad(options: LoadOptions): Promise<LoadRecord> {
  const { arrivals, prepared, segments, signal } = options
  const vus = vusFor(options)
  const plan = planOf(options, vus)
  const tally = new Tally(arrivals, plan.manifest.warmUpSeconds)
  const audit = new Audit()
  const broken = new AbortController()
  const targetCpu = new CpuMeter(options.targetPids ?? [])
  const startedAt = new Date().toISOString()
  const ended = await runK6({
    k6: options.k6,
    script: join(options.scripts, `${options.script}.ts`),
    config: configOf(options, vus),
    artefacts: prepared.artefacts,
    segments,
    ...(options.outputs ? { outputs: options.outputs } : {}),
    tags: tagsOf(options),
    signal: AbortSignal.any([signal, broken.signal]),
    onSample: (line) => {
      tally.add(line)
      audit.add(line)
      options.onTally?.(tally)
      if (audit.violations > 0) broken.abort()
    },
  })
  const target = targetCpu.stop()
  signal.throwIfAborted()
  requireSamples(tally, ended)
  return conclude(plan, tally, audit, {
    startedAt,
    seconds: ended.seconds,
    stopped: broken.signal.aborted,
    cpu: {
      ...(ended.cores === undefined ? {} : { generator: ended.cores }),
      ...(target === undefined ? {} : { target }),
      cores: cpus().length,
    },
    messages: ended.messages,
  })
}

/** k6's tags of a run, for the outputs that show several runs side by side. */
export function tagsOf({ runId, target, script }: LoadOptions): Record<string, string> {
  return { testid: runId, target: target.name, flow: script }
}

/** What the script is told. */
export function configOf(
  { script, arrivals, target, prepared, users, mfa, runId }: LoadOptions,
  vus: number,
): Omit<LoadConfig, "artefacts"> {
  const { userPoolId, clientId, identityPoolId, loginProvider, seed, expected } = prepared
  const identityEndpoint = target.endpoint("identity")
  return {
    endpoint: target.endpoint("idp")!,
    ...(identityEndpoint === undefined ? {} : { identityEndpoint }),
    jwksUrl: target.jwksUrl(userPoolId),
    region: target.region,
    userPoolId,
    clientId,
    ...(identityPoolId === undefined ? {} : { identityPoolId }),
    ...(loginProvider === undefined ? {} : { loginProvider }),
    ...(target.credentials ? { credentials: target.credentials } : {}),
    users: { seed, count: users, mfa },
    run: runId,
    arrivals,
    flows: flowsFor(script, target),
    vus,
    expected,
    auditEvery: arrivals.model === "once" ? 1 : AUDIT_EVERY,
  }
}

/** The flows of a script that a target does not say it lacks. */
export function flowsFor(script: string, target: Target): (keyof typeof FLOWS)[] {
  const names = Object.keys(FLOWS) as (keyof typeof FLOWS)[]
  return script === "smoke"
    ? names.filter((name) => lacking(name, target).length === 0)
    : names.filter((name) => name === script)
}

/** What a script needs and the target says that it lacks. */
export function lacking(script: string, target: Target): string[] {
  return SCRIPTS[script]!.needs.filter((capability) => target.supports(capability) === false)
}

/** VUs as asked for, or as many as the schedule needs. */
export function vusFor({ script, arrivals, prepared, segments, vus }: LoadOptions): number {
  return Math.max(segments, vus ?? sizeVus(script, arrivals, prepared.unloadedMs))
}

/**
 * VUs for a schedule, by Little's law with eight times the latency without load and half as many again. More would
 * only spoil the tail: 1,000 VUs in place of 10 take p95 from 0.7 to 12 ms.
 */
export function sizeVus(script: string, arrivals: Arrivals, unloadedMs: number): number {
  if (arrivals.model !== "open") return arrivals.model === "once" ? 1 : 20
  const seconds = (SCRIPTS[script]!.requests * Math.max(40, 8 * unloadedMs)) / 1000
  return Math.min(MOST_VUS, Math.ceil(peakRate(arrivals.stages) * seconds * 1.5) + 5)
}

function requireSamples(tally: Tally, { codes, messages }: K6Ended): void {
  if (tally.started > 0) return
  throw new PoolproofError(
    `k6 ended with ${codes.join(", ")} and did nothing:\n${messages.map((message) => `  ${message}`).join("\n")}`,
    4,
  )
}
