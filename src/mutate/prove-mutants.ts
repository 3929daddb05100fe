import { Bench, type BenchOptions, type Opened, requireUninterrupted } from "../run/prove-bench.ts"
import { everyStep, needsOfStep } from "../scenario/capabilities.ts"
import { seedOf } from "../scenario/generate.ts"
import { type PlannedCase, planRun } from "../scenario/plan.ts"
import { findRequirement, type Suite } from "../scenario/suite.ts"
import { type Baseline, baselineOf, outcomesOf, turnedRed } from "../verdict/judge-fault.ts"
import { type MutantProof, type MutantResult, mutantProofOf } from "../verdict/mutants.ts"
import type { CaseResult } from "../verdict/result.ts"
import { MUTATIONS, type Mutant, mutantName, mutantsOf } from "./mutant.ts"
import type { MutatingProxy } from "./proxy.ts"

/** A reference endpoint that is reached through a proxy. */
export interface Proxied extends Opened {
  proxy: MutatingProxy
}

export interface MutantOptions extends BenchOptions<Proxied> {
  jobs: number
  /** No mutant is begun so many milliseconds after the first. */
  budgetMs: number
  onBaseline(baseline: Baseline, mutants: number): void
  onMutant(result: MutantResult): void
}

/**
 * Changes the answers of each operation in every way that is known, one at a time, and looks whether any requirement
 * turns red. What must be noticed goes first; beyond that, and beyond the budget, the seed chooses.
 */
export async function proveMutants(options: MutantOptions): Promise<MutantProof> {
  const { suite, seed, signal, jobs, budgetMs } = options
  const started = performance.now()
  const { cases } = planRun(suite, { requirements: [], scenarios: [] })
  const benches = Array.from({ length: jobs }, () => new Bench(options))
  try {
    const { proxy } = await benches[0]!.opened()
    const { results: clean } = await benches[0]!.run(cases)
    requireUninterrupted(signal)
    const baseline = baselineOf(outcomesOf(clean))
    const callers = callersOf(cases, clean, suite)
    const { samples } = proxy
    const queue = shuffled(
      [...samples].flatMap(([operation, sample]) => mutantsOf(operation, sample)),
      seed,
    )
    const mutants = queue.length
    options.onBaseline(baseline, mutants)

    const begun = performance.now()
    const results: MutantResult[] = []
    const work = async (bench: Bench<Proxied>) => {
      const isInTime = () => !signal.aborted && performance.now() - begun < budgetMs
      for (let mutant = queue.shift(); mutant && isInTime(); mutant = queue.shift()) {
        const start = performance.now()
        const { proxy } = await bench.opened()
        const calling = callers(mutant.operation)
        proxy.become(mutant, samples.get(mutant.operation)?.success)
        let by: string | undefined
        const { results: ran } = await bench.run(calling, {
          until: (result) => {
            by ??= noticedBy(result, baseline, suite)
            return by !== undefined
          },
        })
        const outcome = by !== undefined ? "noticed" : proxy.changed > 0 ? "survived" : "unseen"
        proxy.become(undefined)
        const result: MutantResult = {
          name: mutantName(mutant),
          operation: mutant.operation,
          mutation: mutant.mutation,
          outcome,
          ...(by === undefined ? {} : { by }),
          stopped: by === undefined && ran.some(({ verdict }) => verdict === "setup"),
          cases: ran.length,
          ms: performance.now() - start,
        }
        results.push(result)
        options.onMutant(result)
      }
    }
    await Promise.all(benches.map(work))
    requireUninterrupted(signal)
    const seconds = (performance.now() - started) / 1000
    return mutantProofOf(mutants, results, { seed, seconds })
  } finally {
    await Promise.all(benches.map((bench) => bench.close()))
  }
}

function noticedBy(result: CaseResult, baseline: Baseline, suite: Suite): string | undefined {
  return outcomesOf([result]).find((outcome) =>
    turnedRed(outcome, baseline, findRequirement(suite, outcome.requirement)),
  )?.requirement
}

/** So many cases of an operation that only fixtures call: they all see the same of it. */
const FIXTURE_CALLERS = 8

/**
 * By operation the cases whose own steps call it, the quickest first; then a few that call it in fixtures, which look
 * at less of its answer.
 */
function callersOf(
  cases: readonly PlannedCase[],
  results: readonly CaseResult[],
  suite: Suite,
): (operation: string) => PlannedCase[] {
  const ms = new Map(results.map((result) => [result.id, result.ms]))
  const quickest = [...cases].sort((a, b) => (ms.get(a.id) ?? 0) - (ms.get(b.id) ?? 0))
  const own = new Map(
    [...new Set(cases.map(({ scenario }) => scenario))].map((scenario) => {
      const steps = [...everyStep(scenario, suite)].filter(({ document }) => !("exports" in document))
      return [scenario, new Set(steps.flatMap(({ step }) => needsOfStep(step)))]
    }),
  )
  return (operation) => {
    const need = `op.${operation}`
    const direct = quickest.filter(({ scenario }) => own.get(scenario)!.has(need))
    const others = quickest.filter((planned) => planned.needs.includes(need) && !direct.includes(planned))
    return [...direct, ...others.slice(0, FIXTURE_CALLERS)]
  }
}

/** In the order of their mutations' weight, and within that as the seed says. */
function shuffled(mutants: readonly Mutant[], seed: number): Mutant[] {
  const weight = ({ mutation }: Mutant) => Math.min(MUTATIONS.indexOf(mutation), MUST_NOTICE)
  const place = new Map(mutants.map((mutant) => [mutant, seedOf(seed, mutantName(mutant))]))
  return [...mutants].sort((a, b) => weight(a) - weight(b) || place.get(a)! - place.get(b)!)
}

/** The first so many of `MUTATIONS` are what nobody may overlook. */
const MUST_NOTICE = 3
