import { anyGlob } from "../scenario/glob.ts"
import { type PlannedCase, planRun } from "../scenario/plan.ts"
import { PoolproofError } from "../scenario/problem.ts"
import { type Baseline, baselineOf, isAsBefore, judgeFault, outcomesOf } from "../verdict/judge-fault.ts"
import { type FaultResult, type FaultRow, type Proof, proofOf } from "../verdict/proof.ts"
import { Bench, type BenchOptions, requireUninterrupted } from "./prove-bench.ts"

export interface ProveOptions extends BenchOptions {
  /** Globs of names and of requirements; none: all. */
  faults: readonly string[]
  requirements: readonly string[]
  /** Faults at once, each on a reference endpoint of its own. */
  jobs: number
  onBaseline(baseline: Baseline, faults: number): void
  onFault(result: FaultResult): void
}

/**
 * Shows of every check that it can fail: runs the scenarios without any fault, then those that a fault could touch with
 * each fault on. @throws PoolproofError, exit 2 when no fault is selected, exit 3 when the reference cannot be reached
 */
export async function prove(options: ProveOptions): Promise<Proof> {
  const { suite, signal, jobs } = options
  const started = performance.now()
  const { cases } = planRun(suite, { requirements: [], scenarios: [] })
  const benches = [new Bench(options)]
  try {
    const first = benches[0]!
    const asked = byName((await first.list()).faults, options.faults)
    const baseline = baselineOf(outcomesOf((await first.run(cases, { watch: true })).results))
    requireUninterrupted(signal)
    const { consulted = {} } = await first.list()
    const selected = asked.filter(noticedBy(options.requirements, baseline))
    options.onBaseline(baseline, selected.length)

    const queue = batchesOf(selected.map((fault) => ({ fault, touched: touchedBy(fault, cases, consulted) })))
    while (benches.length < Math.min(jobs, queue.length)) benches.push(new Bench(options))
    const results = new Map<string, FaultResult>()
    const work = async (bench: Bench) => {
      for (let batch = queue.shift(); batch && !signal.aborted; batch = queue.shift()) {
        const suspects = await disturbedBy(batch, bench, baseline, signal)
        for (const trial of batch) {
          const result = await tryFault(trial, suspects, bench, baseline, options)
          if (signal.aborted) return
          results.set(trial.fault.name, result)
          options.onFault(result)
        }
      }
    }
    await Promise.all(benches.map(work))
    requireUninterrupted(signal)
    return proofOf({
      suite,
      baseline,
      results: selected.map(({ name }) => results.get(name)!),
      isDue: dueBy(selected, options),
      seconds: (performance.now() - started) / 1000,
    })
  } finally {
    await Promise.all(benches.map((bench) => bench.close()))
  }
}

/**
 * The cases that faults of a batch disturb when they are all on: each of those is then tried with every fault alone. What
 * goes as without any fault, none of them touches: they replace different parts, so that none can hide another.
 */
async function disturbedBy(
  batch: readonly Trial[],
  bench: Bench,
  baseline: Baseline,
  signal: AbortSignal,
): Promise<ReadonlySet<PlannedCase>> {
  const touched = [...new Set(batch.flatMap((trial) => trial.touched))]
  if (batch.length === 1 || signal.aborted) return new Set(touched)
  const { results } = await bench.run(touched, { faults: batch.map(({ fault }) => fault.name) })
  const undisturbed = new Set(results.filter((result) => isAsBefore(result, baseline)).map(({ id }) => id))
  return new Set(touched.filter(({ id }) => !undisturbed.has(id)))
}

/** A fault alone: with what proves what it names, and with what may be disturbed by it. */
async function tryFault(
  { fault: { name, says, breaks, mayBreak }, touched }: Trial,
  suspects: ReadonlySet<PlannedCase>,
  bench: Bench,
  baseline: Baseline,
  { suite }: ProveOptions,
): Promise<FaultResult> {
  const start = performance.now()
  const isNamed = anyGlob(breaks)
  const cases = touched.filter((planned) => suspects.has(planned) || planned.requirements.some(isNamed))
  const { results, dead } = await bench.run(cases, { faults: [name] })
  const judged = judgeFault(breaks, outcomesOf(results), baseline, suite, mayBreak)
  return { name, says, breaks, ...judged, dead, cases: cases.length, ms: performance.now() - start }
}

/** A fault, and the cases that it could touch. */
export interface Trial {
  fault: FaultRow
  touched: readonly PlannedCase[]
}

/** Faults on at once at the most: the more, the more cases are disturbed by one of them. */
const BATCH = 8

/**
 * Faults that replace nothing of each other's, together; the largest first. One that names whole areas is for itself,
 * because it disturbs too much.
 */
export function batchesOf(trials: readonly Trial[]): Trial[][] {
  const batches: Trial[][] = []
  for (const trial of [...trials].sort((a, b) => b.touched.length - a.touched.length)) {
    const batch = batches.find(
      (batch) => batch.length < BATCH && batch.every((other) => isApart(trial, other)),
    )
    if (batch) batch.push(trial)
    else batches.push([trial])
  }
  return batches
}

function isApart({ fault: one }: Trial, { fault: other }: Trial): boolean {
  const isBroad = [...one.breaks, ...other.breaks].some((glob) => glob.includes("*"))
  return !isBroad && !one.replaces.some((part) => other.replaces.includes(part))
}

/** What a policy is consulted by where no operation is under way: a document, a form, the wire itself. */
const ELSEWHERE = "*"

/**
 * The cases that a fault could touch: those that prove what it names, and those that may call an operation that it
 * replaces, or that was seen to consult a policy that it replaces. A stream of hundreds of calls would take longer than
 * all other cases together: it is left to the faults that name what it proves.
 */
export function touchedBy(
  { breaks, replaces }: FaultRow,
  cases: readonly PlannedCase[],
  consulted: Readonly<Record<string, readonly string[]>>,
): PlannedCase[] {
  const operations = new Set(
    replaces.flatMap((part) => {
      const [room, name = ""] = part.split(".")
      return room === "policies" ? (consulted[name] ?? []) : [part]
    }),
  )
  const isNamed = anyGlob(breaks)
  const mayCall = ({ needs }: PlannedCase) =>
    operations.has(ELSEWHERE) || needs.some((need) => operations.has(need.replace(/^op\./, "")))
  return cases.filter(
    (planned) =>
      planned.requirements.some(isNamed) ||
      (mayCall(planned) && !planned.scenario.steps.some(({ verb }) => verb === "stream")),
  )
}

/** @throws PoolproofError (exit 2) when no fault has such a name */
function byName(faults: readonly FaultRow[], globs: readonly string[]): readonly FaultRow[] {
  if (globs.length === 0) return faults
  const named = faults.filter(({ name }) => anyGlob(globs)(name))
  if (named.length > 0) return named
  const known = faults.map(({ name }) => name).join(", ")
  throw new PoolproofError(`no fault is called ${globs.join(" or ")}; there are ${known}`, 2)
}

/** Whether a fault is to be noticed by any of some requirements. */
function noticedBy(globs: readonly string[], { passing }: Baseline): (fault: FaultRow) => boolean {
  if (globs.length === 0) return () => true
  return ({ breaks }) => [...breaks, ...[...passing].filter(anyGlob(breaks))].some(anyGlob(globs))
}

type Asked = Pick<ProveOptions, "faults" | "requirements">

/** Of some faults only what they name can be expected to be killed. */
function dueBy(
  selected: readonly FaultRow[],
  { faults, requirements }: Asked,
): (requirement: string) => boolean {
  const isOfInterest = requirements.length === 0 ? () => true : anyGlob(requirements)
  const isNamed = faults.length === 0 ? () => true : anyGlob(selected.flatMap(({ breaks }) => breaks))
  return (id) => isOfInterest(id) && isNamed(id)
}
