import type { Mismatch } from "../scenario/pattern.ts"
import type { Exchange } from "../wire/exchange.ts"

/** What a requirement or a case came to, worst first: a requirement's verdict is the worst of its cases (design §3). */
export const VERDICTS = [
  "error",
  "fail",
  "flaky",
  "setup",
  "blocked",
  "skipped",
  "unsupported",
  "nonstrict",
  "pass",
] as const
export type Verdict = (typeof VERDICTS)[number]

/** The worst of some verdicts; `skipped` when there are none. */
export function worst(verdicts: Iterable<Verdict>): Verdict {
  const seen = new Set(verdicts)
  return VERDICTS.find((v) => seen.has(v)) ?? "skipped"
}

/** Why a step did not hold, for a reader who will dispute it. */
export interface Finding {
  /** `soft` findings are deviations that fail nothing. */
  severity: "hard" | "soft"
  /** One sentence: what was expected of this step, and what came. */
  says: string
  /** Where in the documents the step stands: `file:line`. */
  where: string
  /** The step in short: `call idp.ConfirmSignUp`. */
  step: string
  mismatches: Mismatch[]
  /** The exchange that it is about, if there was one. */
  exchange?: Exchange
  /** Lines of the target's own log at that moment, where the suite started it. */
  log?: string[]
}

/** What one case says about one requirement. */
export interface Judgement {
  requirement: string
  verdict: Verdict
  /** What was found; empty for a plain pass. */
  findings: Finding[]
}

/** A rule of the wire or of the model that one answer broke or kept. One row per rule and operation is made of them. */
export interface WireObservation {
  /** `wire.content-type/idp.SignUp` */
  requirement: string
  holds: boolean
  finding?: Finding
}

/** What came of one case. */
export interface CaseResult {
  id: string
  scenario: string
  title: string
  verdict: Verdict
  judgements: Judgement[]
  wire: WireObservation[]
  /** Why nothing (more) was judged, for setup, blocked, unsupported, skipped and error. */
  reason?: string
  /** The request that got no answer at all, when that is what ended the case. */
  noAnswer?: string
  /** The operations called, with how often. */
  operations: Record<string, number>
  /** Hands this very case to `poolproof replay`. */
  replay: string
  /** Values that the case generated, by name, for comparing runs. */
  generated: Record<string, unknown>
  /** Throw-away passwords, codes, tokens and sessions that the case made or was given, by a shared fixture too: shown on loopback only (design §3). */
  minted: string[]
  /** Longest wait until a read held, by step. */
  waits: { step: string; ms: number }[]
  startedAt: number
  ms: number
}
