import type { LambdaDouble } from "../doubles/lambda.ts"
import type { Plan } from "../scenario/plan.ts"
import type { Suite } from "../scenario/suite.ts"
import type { ResourceNotes } from "../steps/context.ts"
import type { Target } from "../target/target.ts"
import { judgeRun, type RunJudgement } from "../verdict/judge-run.ts"
import type { Verdict } from "../verdict/result.ts"
import { collect } from "./collect.ts"
import { execute } from "./engine.ts"

export interface SoakOptions {
  suite: Suite
  plan: Plan
  seed: number
  jobs: number | undefined
  notes: ResourceNotes
  lambda: LambdaDouble
  signal: AbortSignal
}

/** One run, judged without expectations: what deviates always is as stable as what never does. */
export async function soakOnce(target: Target, options: SoakOptions): Promise<RunJudgement> {
  const { suite, plan, signal } = options
  const { results, dead } = await collect(execute(plan, target, options))
  const interrupted = signal.aborted
  return judgeRun({
    suite,
    plan,
    results,
    dead,
    interrupted,
    expectations: [],
    version: undefined,
    now: new Date(),
    errors: [],
  })
}

/** What one case did not always say alike of one requirement. */
export interface Unstable {
  requirement: string
  /** Of a rule of the wire, which is about no one case, an example in which it deviated. */
  case: string
  /** How often which verdict came. */
  verdicts: Partial<Record<Verdict, number>>
  /** Tokens of the cases that deviate from what came most often. */
  replays: string[]
}

/** What was not the same in all of some runs. What was judged in some only, and there always alike, is stable. */
export function unstable(runs: readonly RunJudgement[]): Unstable[] {
  const seen = new Map<
    string,
    { requirement: string; case: string; verdict: Verdict; replay: string | undefined }[]
  >()
  for (const { cases, requirements } of runs) {
    const replays = new Map(cases.map(({ planned, result }) => [planned.id, result?.replay]))
    const rows = [
      ...cases.flatMap(({ planned, judgements }) =>
        judgements.map(({ requirement, verdict }) => ({
          key: `${planned.id} ${requirement}`,
          requirement,
          case: planned.id,
          verdict,
        })),
      ),
      ...requirements
        .filter(({ requirement }) => requirement.per !== undefined)
        .map(({ id, verdict, cases }) => ({ key: id, requirement: id, case: cases[0] ?? "", verdict })),
    ]
    for (const { key, ...row } of rows)
      seen.set(key, [...(seen.get(key) ?? []), { ...row, replay: replays.get(row.case) }])
  }
  return [...seen.values()].flatMap((rows) => {
    const groups = [...Map.groupBy(rows, ({ verdict }) => verdict)].sort(
      ([, a], [, b]) => b.length - a.length,
    )
    const others = groups.slice(1).flatMap(([, of]) => of)
    const [example] = others
    if (!example) return []
    return {
      requirement: example.requirement,
      case: example.case,
      verdicts: Object.fromEntries(groups.map(([verdict, of]) => [verdict, of.length])),
      replays: others.flatMap(({ replay }) => replay ?? []),
    }
  })
}
