import { cpus, type as osType, release, totalmem } from "node:os"
import type { JSONWebKeySet } from "jose"
import { type Arrivals, arrivalsUntil, totalSeconds } from "../../load/lib/arrivals.ts"
import type { Expected } from "../../load/lib/tokens.ts"
import { PoolproofError } from "../scenario/problem.ts"
import type { Audit } from "./audit.ts"
import { judgeRun } from "./judge.ts"
import type { LoadOptions } from "./load.ts"
import type { LoadRecord, Manifest, Objective } from "./record.ts"
import { latency, type Tally } from "./tally.ts"

/** Everything about a run that is known before it, as JSON: what is measured elsewhere is concluded with it here. */
export interface LoadPlan {
  script: string
  shape: string
  arrivals: Arrivals
  objective: Objective
  target: LoadRecord["target"]
  manifest: Omit<Manifest, "keyBits">
  expected: Expected
  deviations: string[]
  /** The issuer's key set, and where it is. */
  jwksUrl: string
  keys?: JSONWebKeySet
}

/** What is known only after a run. */
export interface Measured {
  startedAt: string
  /** How long the generator ran. */
  seconds: number
  /** Whether it was stopped because a token was wrong. */
  stopped: boolean
  cpu: LoadRecord["cpu"]
  messages: readonly string[]
}

export function planOf(
  {
    script,
    shape,
    arrivals,
    objective,
    target,
    product,
    prepared,
    users,
    segments,
    k6,
    version,
  }: LoadOptions,
  vus: number,
): LoadPlan {
  return {
    script,
    shape,
    arrivals,
    objective,
    target: { name: target.name, endpoint: target.endpoint("idp")!, ...(product ? { product } : {}) },
    manifest: {
      poolproof: version,
      k6: k6.version,
      node: process.versions.node,
      machine: {
        cpu: cpus()[0]?.model.trim() ?? "unknown",
        cores: cpus().length,
        memoryGb: Math.round(totalmem() / 2 ** 30),
        os: `${osType()} ${release()}`,
      },
      seed: prepared.seed,
      users,
      segments,
      vus,
      warmUpSeconds: arrivals.model === "open" ? Math.min(5, totalSeconds(arrivals.stages) / 10) : 0,
      unloadedMs: Number(prepared.unloadedMs.toPrecision(3)),
    },
    expected: prepared.expected,
    deviations: prepared.deviations,
    jwksUrl: target.jwksUrl(prepared.userPoolId),
  }
}

/** Verifies the signatures that were kept, and judges the run. */
export async function conclude(
  plan: LoadPlan,
  tally: Tally,
  audit: Audit,
  measured: Measured,
): Promise<LoadRecord> {
  const { arrivals, script, shape, target, objective } = plan
  const keys = plan.keys ?? (await fetchKeys(plan.jwksUrl))
  await audit.verify(keys, plan.expected)
  const seconds =
    arrivals.model === "open" && !measured.stopped ? totalSeconds(arrivals.stages) : measured.seconds
  const integrity = audit.report()
  const facts = {
    schema: "poolproof.load/1" as const,
    script,
    shape,
    startedAt: measured.startedAt,
    seconds,
    arrivals,
    target,
    manifest: { ...plan.manifest, keyBits: keyBits(keys) },
    iterations: {
      planned:
        arrivals.model === "open"
          ? Math.floor(arrivalsUntil(arrivals.stages, seconds))
          : arrivals.model === "once"
            ? arrivals.iterations
            : undefined,
      started: tally.started,
      missing: measured.stopped ? 0 : tally.missing,
      unfinished: tally.unfinished,
      outcomes: tally.outcomes,
    },
    requests: tally.requests,
    rate: tally.started / seconds,
    tokensPerSecond: (2 * integrity.issued) / seconds,
    latency: {
      corrected: latency(tally.corrected),
      service: latency(tally.service),
      lag: latency(tally.lag),
      flows: tally.latencies("flows"),
      operations: tally.latencies("operations"),
    },
    windows: tally.windows(),
    errors: tally.errors,
    integrity,
    cpu: measured.cpu,
    objective,
    notes: [
      ...plan.deviations.map((deviation) => `a single sign-in has ${deviation}`),
      ...measured.messages.map((message) => `k6: ${message}`),
    ],
    histogram: tally.corrected.toJSON(),
  }
  return { ...facts, ...judgeRun(facts) }
}

/** @throws PoolproofError (exit 3) when there is none */
export async function fetchKeys(url: string): Promise<JSONWebKeySet> {
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
