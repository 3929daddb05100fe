import { PoolproofError } from "../scenario/problem.ts"

/** What it takes to run one case again, as it was. */
export interface Replay {
  seed: number
  scenario: string
  /** The name of the case's row in the scenario's table. */
  row?: string
  /** Where a property or state model failed: fast-check's path (`3:1:0`) or its replay path. */
  path?: string
}

/** Generated scenarios are named after operations, which AWS writes in mixed case. */
const SCENARIO = String.raw`generated/[a-z]+\.[A-Za-z]+|[a-z0-9]+(?:[./-][a-z0-9]+)*`
const TOKEN = new RegExp(
  String.raw`^(${SCENARIO}):(-?\d+)(?::([a-z0-9]+(?:-[a-z0-9]+)*)?(?::([A-Za-z0-9+/:.,_-]+))?)?$`,
)

/**
 * One word that names a case and its seed: `SCENARIO:SEED[:ROW[:PATH]]`. No shell touches any of its characters.
 * @throws RangeError when a part has a character that a token cannot carry
 */
export function replayToken({ seed, scenario, row, path }: Replay): string {
  const optional = path !== undefined ? `:${row ?? ""}:${path}` : row !== undefined ? `:${row}` : ""
  const token = `${scenario}:${seed}${optional}`
  if (!TOKEN.test(token) || !Number.isSafeInteger(seed))
    throw new RangeError(`\`${token}\` cannot be a replay token`)
  return token
}

/** Reads a replay token. @throws PoolproofError (exit 2) that says what is wrong with it */
export function parseReplayToken(text: string): Replay {
  const match = TOKEN.exec(text.trim())
  const seed = Number(match?.[2])
  if (!match || !Number.isSafeInteger(seed))
    throw new PoolproofError(`\`${text}\` is no replay token: ${complaint(text)}`, 2)
  const [, scenario = "", , row, path] = match
  return { seed, scenario, ...(row !== undefined ? { row } : {}), ...(path !== undefined ? { path } : {}) }
}

function complaint(text: string): string {
  const [scenario = "", seed, row] = text.trim().split(":")
  if (seed === undefined) return "it is `SCENARIO:SEED`, then perhaps `:ROW` and `:PATH`"
  if (!/^-?\d+$/.test(seed) || !Number.isSafeInteger(Number(seed)))
    return `the seed \`${seed}\` is not a whole number`
  if (!new RegExp(`^(?:${SCENARIO})$`).test(scenario)) return `\`${scenario}\` cannot be a scenario's id`
  return row && !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(row)
    ? `\`${row}\` cannot be the name of a row`
    : "its path is empty or has characters that no path has"
}
