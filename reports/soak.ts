import { plural } from "./text.ts"

/** What came of some runs. */
export interface SoakResult {
  runs: number
  /** Of the first run; the others count up from it. */
  seed: number
  seconds: number
  unstable: readonly {
    requirement: string
    case: string
    verdicts: Record<string, number>
    replays: readonly string[]
  }[]
}

const REPLAYS_SHOWN = 3

/** What was not stable, for a person, with how to see it again. */
export function soakReport({ runs, seed, seconds, unstable }: SoakResult): string {
  const sections = unstable.map(({ requirement, case: id, verdicts, replays }) => {
    const came = Object.entries(verdicts).map(([verdict, count]) => `${count} ${verdict}`)
    const again = replays.slice(0, REPLAYS_SHOWN).map((token) => `  poolproof replay ${token}`)
    const more = replays.length > REPLAYS_SHOWN ? [`  and ${replays.length - REPLAYS_SHOWN} more`] : []
    return [`${requirement} in ${id}: ${came.join(", ")}`, ...again, ...more].join("\n")
  })
  const sum =
    unstable.length === 0 ? "every verdict was stable" : `${plural(unstable.length, "verdict")} not stable`
  return `${[...sections, `${plural(runs, "run")}, seeds ${seed} to ${seed + runs - 1}, ${seconds.toFixed(1)} s: ${sum}.`].join("\n\n")}\n`
}
