import { findRequirement, type Suite } from "../scenario/suite.ts"
import type { Baseline, FaultJudgement } from "./judge-fault.ts"

/** A fault as the reference endpoint describes it. */
export interface FaultRow {
  name: string
  says: string
  /** The requirements that must notice it; globs. */
  breaks: readonly string[]
  /** Those that may notice it, by chance; globs. */
  mayBreak?: readonly string[]
  /** What it replaces: `policies.codeMatches`, `idp.SignUp`. */
  replaces: readonly string[]
}

/** What came of one fault. */
export interface FaultResult extends Pick<FaultRow, "name" | "says" | "breaks">, FaultJudgement {
  /** Why the endpoint could not be asked to the end. */
  dead: string | undefined
  /** Cases run with it alone. */
  cases: number
  ms: number
}

/** The kill matrix, with what a suite that notices everything has none of. What `prove --json` prints; the first six are the contract (design §3). */
export interface Proof {
  faults: number
  killed: number
  /** Faults of which something that they name did not turn red. */
  survivors: string[]
  /** Musts that pass without faults, and that no fault turned red. */
  unkilled: string[]
  /** Faults that disturb what they do not name. */
  overreaching: string[]
  seconds: number
  /** Requirements that do not pass without any fault: nothing can be proven of them. */
  failing: readonly string[]
  matrix: readonly FaultResult[]
}

export interface ProofInput {
  suite: Suite
  baseline: Baseline
  results: readonly FaultResult[]
  /** Whether a `must` was to be killed by these faults. */
  isDue(requirement: string): boolean
  seconds: number
}

/** Sums faults up. A rule of the wire is killed by its breach in any operation: it is judged by the same code for all. */
export function proofOf({ suite, baseline, results, isDue, seconds }: ProofInput): Proof {
  const survivors = results.filter(({ named }) => named.some(({ red }) => !red))
  const overreaching = results.filter(({ overreach, dead }) => overreach.length > 0 || dead !== undefined)
  const idOf = (id: string) => findRequirement(suite, id)?.id ?? id
  const killed = new Set(
    results.flatMap(({ named }) =>
      named.filter(({ red }) => red).map(({ requirement }) => idOf(requirement)),
    ),
  )
  const musts = [...baseline.passing].filter(
    (id) => findRequirement(suite, id)?.strength === "must" && isDue(id),
  )
  return {
    faults: results.length,
    killed: results.length - survivors.length,
    survivors: survivors.map(({ name }) => name),
    unkilled: [...new Set(musts.map(idOf))].filter((id) => !killed.has(id)).sort(),
    overreaching: overreaching.map(({ name }) => name),
    seconds,
    failing: baseline.failing,
    matrix: results,
  }
}

/** Whether nothing is left to be done. */
export function isProven({ survivors, unkilled, overreaching }: Proof): boolean {
  return survivors.length + unkilled.length + overreaching.length === 0
}
