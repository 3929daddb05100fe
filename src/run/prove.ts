import { anyGlob } from "../scenario/glob.ts"
import { type PlannedCase, planRun } from "../scenario/plan.ts"
import { PoolproofError } from "../scenario/problem.ts"
import { type Baseline, baselineOf, judgeFault, outcomesOf } from "../verdict/judge-fault.ts"
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

    const queue = selected
      .map((fault) => ({ fault, touched: touchedBy(fault, cases, consulted) }))
      .sort((a, b) => b.touched.length - a.touched.length)
    while (benches.length < Math.min(jobs, queue.length)) benches.push(new Bench(options))
    const results = new Map<string, FaultResult>()
    const work = async (bench: Bench) => {
      for (let next = queue.shift(); next && !signal.aborted; next = queue.shift()) {
        const result = await tryFault(next.fault, next.touched, bench, baseline, options)
        if (signal.aborted) return
        results.set(next.fault.name, result)
        options.onFault(result)
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

async function tryFault(
  { name, says, breaks }: FaultRow,
  touched: readonly PlannedCase[],
  bench: Bench,
  baseline: Baseline,
  { suite }: ProveOptions,
): Promise<FaultResult> {
  const start = performance.now()
  const { results, dead } = await bench.run(touched, { fault: name })
  const judged = judgeFault(breaks, outcomesOf(results), baseline, suite)
  return { name, says, breaks, ...judged, dead, cases: touched.length, ms: performance.now() - start }
}

/** What a policy is consulted by where no operation is under way: a document, a form, the wire itself. */
const ELSEWHERE = "*"

/**
 * The cases that a fault could touch: those that prove what it names, and those that may call an operation that it
 * replaces, or that was seen to consult a policy that it replaces.
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
  if (operations.has(ELSEWHERE)) return [...cases]
  const isNamed = anyGlob(breaks)
  return cases.filter(
    ({ needs, requirements }) =>
      needs.some((need) => operations.has(need.replace(/^op\./, ""))) || requirements.some(isNamed),
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
