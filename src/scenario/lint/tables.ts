import { isDeepStrictEqual } from "node:util"
import { meant, nearest } from "../../model/nearest.ts"
import type { StateModel } from "../suite.ts"
import type { Finding, Rule } from "./rule.ts"

type State = Record<string, unknown>
type Row = StateModel["commands"][string]["table"][number]

/** PP027: every row of a state model's tables can be taken, and no state fits two of one table. */
export const tables: Rule = {
  id: "PP027",
  title: "State-model row out of reach, or overlapping another",
  *check({ suite }) {
    for (const machine of suite.models.values()) {
      const strange = [...unknownMembers(machine)]
      yield* strange
      if (strange.length === 0) yield* reachFindings(machine)
    }
  },
}

function* unknownMembers(machine: StateModel): Generator<Finding> {
  const known = Object.keys(machine.state)
  for (const { table } of Object.values(machine.commands))
    for (const { from, to, path } of table)
      for (const [side, value] of Object.entries({ from, to }))
        for (const name of isMap(value) ? Object.keys(value) : [])
          if (!known.includes(name))
            yield {
              source: machine.source,
              path: [...path, side, name],
              ofKey: true,
              message: `the state has no member \`${name}\``,
              fix: meant(nearest(name, known)) ?? `members: ${known.join(", ")}`,
            }
}

function* reachFindings(machine: StateModel): Generator<Finding> {
  const { source } = machine
  const taken = new Set<Row>()
  const overlaps = new Map<Row, { with: number; state: State }>()
  for (const state of reachable(machine)) {
    for (const { table } of Object.values(machine.commands)) {
      const [first, ...others] = table.filter(({ from }) => isFrom(from, state, machine))
      if (first) taken.add(first)
      for (const other of others)
        if (!overlaps.has(other)) overlaps.set(other, { with: table.indexOf(first!) + 1, state })
    }
  }
  for (const [name, { table }] of Object.entries(machine.commands))
    for (const row of table) {
      const overlap = overlaps.get(row)
      if (overlap)
        yield {
          source,
          path: [...row.path, "from"],
          message: `in state ${show(overlap.state)} row ${overlap.with} of \`${name}\` is taken instead of this one`,
          fix: "say in `from` what tells them apart",
        }
      else if (!taken.has(row))
        yield {
          source,
          path: [...row.path, "from"],
          message: `no walk comes to a state from which \`${name}\` takes this row`,
          fix: `states that are reached: ${firstValues(machine).join(", ")}`,
        }
    }
}

function reachable(machine: StateModel): State[] {
  const states: State[] = [{ ...machine.state }]
  for (const state of states)
    for (const { table } of Object.values(machine.commands)) {
      const row = table.find(({ from }) => isFrom(from, state, machine))
      const next = row && { ...state, ...after(row, machine) }
      if (next && !states.some((known) => isDeepStrictEqual(known, next))) states.push(next)
    }
  return states
}

/** What the first member of the state comes to be. */
function firstValues(machine: StateModel): string[] {
  const first = Object.keys(machine.state)[0]!
  return [...new Set(reachable(machine).map((state) => String(state[first])))]
}

/** As `state-model.ts` reads it: a bare value or list means the first member of the state. */
function isFrom(from: unknown, state: State, machine: StateModel): boolean {
  return Object.entries(asMap(from, machine)).every(([member, value]) =>
    [value].flat().some((option) => isDeepStrictEqual(option, state[member])),
  )
}

function after({ to }: Row, machine: StateModel): State {
  return to === "same" ? {} : asMap(to, machine)
}

function asMap(value: unknown, machine: StateModel): State {
  return isMap(value) ? value : { [Object.keys(machine.state)[0]!]: value }
}

function isMap(value: unknown): value is State {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function show(state: State): string {
  return Object.entries(state)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(", ")
}
