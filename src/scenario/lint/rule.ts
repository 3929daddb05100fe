import type { Fact } from "../facts.ts"
import type { Problem } from "../problem.ts"
import type { Suite } from "../suite.ts"
import type { Path, Source } from "../yaml.ts"
import type { Place } from "./places.ts"

/** What a rule may look at. */
export interface LintContext {
  suite: Suite
  /** Rows of `docs/facts` by id; without them nothing is said about facts. */
  facts: ReadonlyMap<string, Fact> | undefined
  /** Every value that a case, a fixture or a state model resolves, with the names it can see there. */
  places: readonly Place[]
}

/** What a rule found, before it is given the rule's id. */
export interface Finding {
  source: Source
  path: Path
  message: string
  fix?: string | undefined
  /** Points at the key instead of its value. */
  ofKey?: boolean
  /** Points at this word inside the value. */
  word?: string
  severity?: Problem["severity"]
}

/** One rule of the linter. Its section in `docs/lint.md` has its id and title as heading. */
export interface Rule {
  id: `PP${string}`
  title: string
  check(context: LintContext): Iterable<Finding>
}

/** A finding as a problem at its place. */
export function problemOf(
  { id }: Rule,
  { source, path, message, fix, ofKey, word, severity }: Finding,
): Problem {
  const position = source.locate(path, { ...(ofKey ? { key: true } : {}), ...(word ? { word } : {}) })
  return { ...position, rule: id, severity: severity ?? "error", message, ...(fix ? { fix } : {}) }
}
