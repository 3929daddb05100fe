import type { Arrivals } from "../../load/lib/arrivals.ts"
import type { HistogramJson } from "../../load/lib/histogram.ts"
import type { Outcome } from "../../load/lib/outcome.ts"
import type { IntegrityReport } from "./audit.ts"
import type { Latency, Window } from "./tally.ts"

/** What a run has to hold. Latency counts from when an iteration was to start. */
export interface Objective {
  p95?: number
  p99?: number
  /** Share of iterations that may fail, 0 to 1. */
  errors: number
}

/** Who was the limit: `issuer` and `generator` name the one that could not keep up. */
export type Bottleneck = "none" | "issuer" | "generator" | "unknown"

/** `invalid`: the run says nothing about the issuer. Integrity is judged even then. */
export type LoadVerdict = "pass" | "fail" | "invalid"

/** The one machine-readable result of a load run; every report is made from it and from nothing else. */
export interface LoadRecord {
  schema: "poolproof.load/1"
  script: string
  shape: string
  startedAt: string
  seconds: number
  arrivals: Arrivals
  target: { name: string; endpoint: string; product?: string }
  manifest: Manifest
  iterations: {
    planned: number | undefined
    started: number
    missing: number
    unfinished: number
    outcomes: Partial<Record<Outcome, number>>
  }
  requests: number
  /** Iterations per second that started, and tokens per second that were issued. */
  rate: number
  tokensPerSecond: number
  latency: {
    /** Of a whole iteration, from when it was to start. */
    corrected: Latency
    /** Of a whole iteration, from when it was sent. */
    service: Latency
    /** How late iterations started. */
    lag: Latency
    flows: Record<string, Latency>
    operations: Record<string, Latency>
  }
  windows: Window[]
  errors: { outcome: Outcome; detail: string; count: number }[]
  integrity: IntegrityReport
  /** Cores kept busy, where somebody could tell. */
  cpu: { generator?: number; target?: number; cores: number }
  bottleneck: Bottleneck
  bottleneckWhy: string
  objective: Objective
  verdict: LoadVerdict
  /** Why the verdict is not `pass`: sentences. */
  reasons: string[]
  /** What makes a reader careful: deviations of single sign-ins, what k6 said. */
  notes: string[]
  /** Of corrected latency, to be merged with other runs'. */
  histogram: HistogramJson
}

/** What somebody needs to repeat the run. */
export interface Manifest {
  poolproof: string
  k6: string
  node: string
  machine: { cpu: string; cores: number; memoryGb: number; os: string }
  seed: number
  users: number
  segments: number
  vus: number
  warmUpSeconds: number
  /** Bits of the issuer's RSA keys. */
  keyBits: number | undefined
  /** A sign-in by password without load, in ms: it tells what the issuer's password hash costs. */
  unloadedMs: number
}
