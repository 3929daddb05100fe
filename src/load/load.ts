import { cpus, type as osType, release, totalmem } from "node:os"
import { join } from "node:path"
import type { JSONWebKeySet } from "jose"
import { type Arrivals, arrivalsUntil, peakRate, totalSeconds } from "../../load/lib/arrivals.ts"
import type { LoadConfig } from "../../load/lib/config.ts"
import { PoolproofError } from "../scenario/problem.ts"
import type { Target } from "../target/target.ts"
import { Audit } from "./audit.ts"
import { CpuMeter } from "./cpu.ts"
import { judgeRun } from "./judge.ts"
import type { K6 } from "./k6.ts"
import type { Prepared } from "./prepare.ts"
import type { LoadRecord, Objective } from "./record.ts"
import { type K6Ended, runK6 } from "./run-k6.ts"
import { FLOWS, SCRIPTS } from "./scripts.ts"
import { latency, Tally } from "./tally.ts"

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
  const { script, arrivals, target, prepared, segments, signal } = options
  const vus = Math.max(segments, options.vus ?? sizeVus(script, arrivals, prepared.unloadedMs))
  const config = configOf(options, vus)
  const warmUpSeconds = arrivals.model === "open" ? Math.min(5, totalSeconds(arrivals.stages) / 10) : 0
  const tally = new Tally(arrivals, warmUpSeconds)
  const audit = new Audit()
  const broken = new AbortController()
  const targetCpu = new CpuMeter(options.targetPids ?? [])
  const startedAt = new Date().toISOString()
  const ended = await runK6({
    k6: options.k6,
    script: join(options.scripts, `${script}.ts`),
    config,
    artefacts: prepared.artefacts,
    segments,
    ...(options.outputs ? { outputs: options.outputs } : {}),
    tags: { testid: options.runId, target: target.name, flow: script },
    signal: AbortSignal.any([signal, broken.signal]),
    onSample: (line) => {
      tally.add(line)
      audit.add(line)
      options.onTally?.(tally)
      if (audit.violations > 0) broken.abort()
    },
  })
  const targetCores = targetCpu.stop()
  signal.throwIfAborted()
  requireSamples(tally, ended)
  const keys = await fetchKeys(config.jwksUrl)
  await audit.verify(keys, prepared.expected)

  const seconds =
    arrivals.model === "open"
      ? totalSeconds(arrivals.stages)
      : arrivals.model === "closed"
        ? arrivals.seconds
        : ended.seconds
  const facts = {
    schema: "poolproof.load/1" as const,
    script,
    shape: options.shape,
    startedAt,
    seconds,
    arrivals,
    target: {
      name: target.name,
      endpoint: config.endpoint,
      ...(options.product ? { product: options.product } : {}),
    },
    manifest: {
      poolproof: options.version,
      k6: options.k6.version,
      node: process.versions.node,
      machine: {
        cpu: cpus()[0]?.model.trim() ?? "unknown",
        cores: cpus().length,
        memoryGb: Math.round(totalmem() / 2 ** 30),
        os: `${osType()} ${release()}`,
      },
      seed: prepared.seed,
      users: options.users,
      segments,
      vus,
      warmUpSeconds,
      keyBits: keyBits(keys),
      unloadedMs: Number(prepared.unloadedMs.toPrecision(3)),
    },
    iterations: {
      planned:
        arrivals.model === "open"
          ? Math.floor(arrivalsUntil(arrivals.stages, seconds))
          : arrivals.model === "once"
            ? arrivals.iterations
            : undefined,
      started: tally.started,
      missing: broken.signal.aborted ? 0 : tally.missing,
      unfinished: tally.unfinished,
      outcomes: tally.outcomes,
    },
    requests: tally.requests,
    rate: tally.started / seconds,
    tokensPerSecond: (2 * audit.report().issued) / seconds,
    latency: {
      corrected: latency(tally.corrected),
      service: latency(tally.service),
      lag: latency(tally.lag),
      flows: tally.latencies("flows"),
      operations: tally.latencies("operations"),
    },
    windows: tally.windows(),
    errors: tally.errors,
    integrity: audit.report(),
    cpu: {
      ...(ended.cores === undefined ? {} : { generator: ended.cores }),
      ...(targetCores === undefined ? {} : { target: targetCores }),
      cores: cpus().length,
    },
    objective: options.objective,
    notes: [
      ...prepared.deviations.map((deviation) => `a single sign-in has ${deviation}`),
      ...ended.messages.map((message) => `k6: ${message}`),
    ],
    histogram: tally.corrected.toJSON(),
  }
  return { ...facts, ...judgeRun(facts) }
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

/**
 * VUs for a schedule, by Little's law with eight times the latency without load and half as many again. More would
 * only spoil the tail: 1,000 VUs in place of 10 take p95 from 0.7 to 12 ms.
 */
function sizeVus(script: string, arrivals: Arrivals, unloadedMs: number): number {
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

async function fetchKeys(url: string): Promise<JSONWebKeySet> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) })
    return (await response.json()) as JSONWebKeySet
  } catch (error) {
    throw new PoolproofError(`the key set at ${url} cannot be read: ${(error as Error).message}`, 3)
  }
}

function keyBits({ keys }: JSONWebKeySet): number | undefined {
  const n = keys?.find(({ kty }) => kty === "RSA")?.n
  return n === undefined ? undefined : Buffer.from(n, "base64url").length * 8
}
