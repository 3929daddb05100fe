import type { Fact } from "../facts.ts"
import type { Problem } from "../problem.ts"
import type { Suite } from "../suite.ts"
import { controls } from "./controls.ts"
import { drift } from "./drift.ts"
import { errors } from "./errors.ts"
import { excuses, strengths, unknownFacts } from "./evidence.ts"
import { fitting } from "./fitting.ts"
import { fixtures } from "./fixtures.ts"
import { generators } from "./generators.ts"
import { declaredInvalid, undeclaredInvalid } from "./inputs.ts"
import { moments, secrets } from "./literals.ts"
import { members } from "./members.ts"
import { operations } from "./operations.ts"
import { patterns } from "./patterns.ts"
import { placesOf } from "./places.ts"
import { profiles } from "./profiles.ts"
import { references } from "./references.ts"
import { proves, requirements, unproven } from "./requirements.ts"
import { rows } from "./rows.ts"
import { problemOf, type Rule } from "./rule.ts"
import { sharing } from "./sharing.ts"
import { tables } from "./tables.ts"
import { repeatedWrites, waits } from "./waits.ts"

/** Every rule about documents that could be read, in the order of their ids. */
export const RULES: readonly Rule[] = [
  requirements,
  proves,
  references,
  undeclaredInvalid,
  declaredInvalid,
  errors,
  waits,
  repeatedWrites,
  sharing,
  secrets,
  moments,
  unproven,
  controls,
  operations,
  members,
  fixtures,
  profiles,
  generators,
  patterns,
  rows,
  tables,
  unknownFacts,
  strengths,
  excuses,
  drift,
  fitting,
]

/** What reading a document reports, before any rule looks at it. */
export const READING_RULES = [
  { id: "PP012", title: "Duplicate id" },
  { id: "PP101", title: "Empty file" },
  { id: "PP102", title: "Several documents in one file" },
  { id: "PP103", title: "YAML syntax" },
  { id: "PP104", title: "YAML beyond the language" },
  { id: "PP110", title: "Unknown key" },
  { id: "PP111", title: "Missing key" },
  { id: "PP112", title: "Wrong type or form" },
  { id: "PP113", title: "Unknown kind" },
  { id: "PP120", title: "Step without a verb" },
  { id: "PP121", title: "Step with two verbs" },
  { id: "PP122", title: "Verb that is not there yet" },
] as const

/**
 * What the rules find in a suite, in the order of files and lines; what reading it reported is in `suite.problems`.
 * Rules about facts need the rows of `docs/facts` (`readFacts`).
 */
export function lint(suite: Suite, facts?: readonly Fact[]): Problem[] {
  const byId = facts && new Map(facts.map((fact) => [fact.id, fact]))
  const context = { suite, facts: byId, places: placesOf(suite) }
  return inOrder(RULES.flatMap((rule) => [...rule.check(context)].map((finding) => problemOf(rule, finding))))
}

/** Each problem once (cases of a table find the same), by file, line and column. */
function inOrder(problems: readonly Problem[]): Problem[] {
  const unique = new Map(problems.map((p) => [`${p.file}:${p.line}:${p.column} ${p.rule} ${p.message}`, p]))
  return [...unique.values()].sort(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      a.line - b.line ||
      a.column - b.column ||
      (a.rule < b.rule ? -1 : 1),
  )
}
