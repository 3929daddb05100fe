import { median, ratioOf } from "../load/lib/statistics.ts"

/** What one goal came to: two measures beside each other, or one against a limit. */
export interface Outcome {
  id: string
  title: string
  /** Measures by name, absolute, with their unit. */
  measures: { name: string; value: number; unit: string }[]
  /** What is compared with the goal; an interval where it was measured in turns. */
  value: number
  interval?: [low: number, high: number]
  goal: { least?: number; most?: number }
  note?: string
}

/** One or more goals, measured together. */
export interface Benchmark {
  /** As it is named on the command line. */
  name: string
  /** Goals of anchors/load.md. */
  goals: string
  run(options: { repeats: number; seconds: number }): Promise<Outcome[]>
}

/** Measures in turns, A B A B …, so that whatever else the machine does touches both alike. */
export async function inTurns(
  repeats: number,
  a: () => Promise<number>,
  b: () => Promise<number>,
): Promise<{ a: number[]; b: number[] }> {
  const measured = { a: [] as number[], b: [] as number[] }
  for (let i = 0; i < repeats; i++) {
    measured.a.push(await a())
    measured.b.push(await b())
  }
  return measured
}

/** The outcome of two measures taken in turns. */
export function compared(
  {
    id,
    title,
    goal,
    unit,
    names,
    note,
  }: {
    id: string
    title: string
    goal: Outcome["goal"]
    unit: string
    names: [string, string]
    note?: string
  },
  { a, b }: { a: number[]; b: number[] },
): Outcome {
  const { ratio, low, high } = ratioOf(a, b)
  return {
    id,
    title,
    measures: [
      { name: names[0], value: median(a), unit },
      { name: names[1], value: median(b), unit },
    ],
    value: ratio,
    interval: [low, high],
    goal,
    ...(note === undefined ? {} : { note }),
  }
}

export function isMet({ value, goal }: Outcome): boolean {
  return (goal.least === undefined || value >= goal.least) && (goal.most === undefined || value <= goal.most)
}

/** An outcome in a few lines. */
export function describe(outcome: Outcome): string {
  const { id, title, measures, value, interval, goal, note } = outcome
  const number = (n: number) =>
    n >= 1000 ? Math.round(n).toLocaleString("en") : String(Number(n.toPrecision(3)))
  const wanted = goal.least === undefined ? `≤ ${goal.most}` : `≥ ${goal.least}`
  const range = interval ? ` (95 %: ${number(interval[0])} to ${number(interval[1])})` : ""
  return [
    `${isMet(outcome) ? "met   " : "MISSED"} ${id}  ${title}: ${number(value)}${range}, goal ${wanted}`,
    ...measures.map(({ name, value, unit }) => `         ${name}: ${number(value)} ${unit}`),
    ...(note ? [`         ${note}`] : []),
  ].join("\n")
}
