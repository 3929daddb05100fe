import { createHash } from "node:crypto"
import { operationNames } from "../model/model.ts"
import { meant, nearest } from "../model/nearest.ts"
import { needsOf, requirementsOfSteps } from "./capabilities.ts"
import { anyGlob } from "./glob.ts"
import { PoolproofError } from "./problem.ts"
import { findRequirement, type Scenario, type Suite } from "./suite.ts"

/** One case to run: a scenario, or one row of its table. */
export interface PlannedCase {
  /** `scenario-id` or `scenario-id[row]` */
  id: string
  scenario: Scenario
  row: Record<string, unknown> | undefined
  /** Every requirement that it judges. */
  requirements: readonly string[]
  /** Those of them that no step names: judged by every step that names none. */
  leftover: readonly string[]
  /** Capabilities that it needs, derived and declared: `op.idp.SignUp`, `inbox`. */
  needs: readonly string[]
  locks: readonly string[]
}

/** What is asked for; globs of ids. Empty lists ask for everything. */
export interface Selection {
  profile?: string | undefined
  requirements: readonly string[]
  scenarios: readonly string[]
  shard?: { index: number; of: number } | undefined
}

/** What to run, and what it is judged by. */
export interface Plan {
  cases: PlannedCase[]
  selection: Selection
  /** Whether a requirement, or a wire rule for one operation, was asked for; cases may judge others on the way. */
  selects(requirement: string): boolean
}

/**
 * The cases of a suite that a selection asks for, in the order of their files.
 * @throws PoolproofError (exit 2) for a profile that does not exist or a glob that matches nothing
 */
export function planRun(suite: Suite, selection: Selection): Plan {
  const { scenarios, shard } = selection
  const asked = selector(suite, selection)
  // All of what there is, is asked for without asking for any of it; then the rows of the wire need not be made.
  const wire = selection.requirements.length > 0 || selection.profile !== undefined ? wireRows(suite) : []
  requireMatches("requirement", selection.requirements, [...suite.requirements.keys(), ...wire])
  requireMatches("scenario", scenarios, [...suite.scenarios.keys()])
  const named = scenarios.length === 0 ? () => true : anyGlob(scenarios)
  // Every call is judged by the rules of the wire, so for those every case is worth running.
  const asksForWire = wire.some(asked)
  const cases = [...suite.scenarios.values()]
    .filter(({ id }) => named(id) && (!shard || shardOf(id, shard.of) === shard.index))
    .flatMap((scenario) => casesOf(scenario, suite))
    .filter(({ requirements }) => asksForWire || requirements.some(asked))
  if (scenarios.length === 0 && !shard) return { cases, selection, selects: asked }
  // Of a part of the scenarios nobody may expect what the others judge.
  const judged = new Set(cases.flatMap(({ requirements }) => requirements))
  return {
    cases,
    selection,
    selects: (id) => asked(id) && (judged.has(id) || findRequirement(suite, id)?.per !== undefined),
  }
}

/** A scenario's cases: one, or one a row. */
export function casesOf(scenario: Scenario, suite: Suite): PlannedCase[] {
  const named = requirementsOfSteps(scenario, suite)
  const planned = {
    scenario,
    requirements: scenario.proves,
    leftover: scenario.proves.filter((id) => !named.has(id)),
    needs: needsOf(scenario, suite),
    locks: scenario.locks ?? [],
  }
  if (!scenario.cases) return [{ ...planned, id: scenario.id, row: undefined }]
  return scenario.cases.map((row) => ({ ...planned, id: `${scenario.id}[${row.name}]`, row }))
}

function selector(suite: Suite, { profile: name, requirements }: Selection): Plan["selects"] {
  const profile = name === undefined ? undefined : suite.profiles[name]
  if (name !== undefined && !profile) {
    const hint = meant(nearest(name, Object.keys(suite.profiles)))
    throw new PoolproofError(
      `there is no profile \`${name}\`${hint ? `; ${hint}` : "."} Profiles: ${Object.keys(suite.profiles).join(", ")}`,
      2,
    )
  }
  const asked = requirements.length === 0 ? () => true : anyGlob(requirements)
  const included = profile ? anyGlob(profile.includes) : () => true
  return (id) =>
    asked(id) && included(id) && (profile?.level !== "core" || findRequirement(suite, id)?.level === "core")
}

/** Every row that the wire rules can have. */
function wireRows(suite: Suite): string[] {
  const rules = [...suite.requirements.values()].filter(({ per }) => per !== undefined)
  return rules.flatMap(({ id }) => operationNames().map((operation) => `${id}/${operation}`))
}

function requireMatches(what: string, globs: readonly string[], ids: readonly string[]): void {
  for (const glob of globs) {
    if (ids.some(anyGlob([glob]))) continue
    const hint = meant(nearest(glob, ids))
    throw new PoolproofError(
      `no ${what} matches \`${glob}\`${hint ? `; ${hint}` : "."} \`poolproof list\` names them all`,
      2,
    )
  }
}

function shardOf(id: string, of: number): number {
  return createHash("sha256").update(id).digest().readUInt32BE(0) % of
}
