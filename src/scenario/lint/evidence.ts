import { meant, nearest } from "../../model/nearest.ts"
import { allowsProbe, type Fact, isFirm, type Mark, saysProven, saysUntestable } from "../facts.ts"
import type { Requirement } from "../suite.ts"
import { provenIds } from "./requirements.ts"
import type { Finding, LintContext, Rule } from "./rule.ts"

const EVIDENCE_MARKS: Record<Requirement["evidence"], readonly Mark[]> = {
  model: ["model"],
  documented: ["doc"],
  observed: ["obs"],
  inferred: [],
}

interface Cited {
  requirement: Requirement
  facts: Fact[]
}

function* cited({ suite, facts }: LintContext): Generator<Cited> {
  if (!facts) return
  for (const requirement of suite.requirements.values()) {
    const known = requirement.facts.map((id) => facts.get(id)).filter((fact) => fact !== undefined)
    if (known.length > 0) yield { requirement, facts: known }
  }
}

const marksOf = (facts: readonly Fact[]) =>
  facts.map(({ id, marks }) => `${id} [${marks.join(", ") || "no mark"}]`).join(", ")

/** PP028: a requirement cites rows that are there. */
export const unknownFacts: Rule = {
  id: "PP028",
  title: "Unknown fact",
  *check({ suite, facts }) {
    if (!facts) return
    for (const { facts: ids, source, path } of suite.requirements.values())
      for (const [i, id] of ids.entries()) {
        if (facts.has(id)) continue
        const fix = meant(nearest(id, facts.keys())) ?? "facts are the rows of docs/facts"
        yield { source, path: [...path, "facts", i], message: `docs/facts has no row \`${id}\``, fix }
      }
  },
}

/** PP029: a requirement is no stronger, and no weaker, than its facts (design §5). */
export const strengths: Rule = {
  id: "PP029",
  title: "Strength or evidence beyond the facts",
  *check(context) {
    for (const { requirement, facts } of cited(context)) yield* strengthFindings(requirement, facts)
  },
}

function* strengthFindings(requirement: Requirement, facts: Fact[]): Generator<Finding> {
  const { strength, evidence, source, path } = requirement
  const firm = facts.some(isFirm)
  if (strength !== "probe" && !firm)
    yield {
      source,
      path: [...path, "strength"],
      message: `\`${strength}\` rests on nothing firm: ${marksOf(facts)}`,
      fix: "`strength: probe`, or cite a row that was documented or observed",
    }
  if (strength === "probe" && !facts.some(allowsProbe))
    yield {
      source,
      path: [...path, "strength"],
      message: `a \`probe\` never fails, but ${marksOf(facts)} is firm`,
      fix: "make it `must`, or `should` where the text is not the contract",
    }
  const marks = facts.flatMap((fact) => fact.marks)
  const bare = facts.some(({ marks, text }) => marks.length === 0 || saysProven(text))
  const wanted = EVIDENCE_MARKS[evidence]
  if (
    wanted.length > 0 &&
    !bare &&
    !wanted.some((mark) => marks.includes(mark)) &&
    !(evidence === "observed" && marks.includes("obs-weak"))
  )
    yield {
      source,
      path: [...path, "evidence"],
      message: `evidence \`${evidence}\` is not what the facts say: ${marksOf(facts)}`,
      fix: `write the strongest mark of the row that the sentence rests on${evidenceFor(marks)}`,
    }
}

function evidenceFor(marks: readonly Mark[]): string {
  const names = (Object.keys(EVIDENCE_MARKS) as Requirement["evidence"][]).filter((name) =>
    EVIDENCE_MARKS[name].some((mark) => marks.includes(mark)),
  )
  return `: ${(names.length > 0 ? names : ["inferred"]).map((name) => `\`${name}\``).join(" or ")}`
}

/** PP030: nothing is excused from being tested without a reason that holds. */
export const excuses: Rule = {
  id: "PP030",
  title: "Untestable or deferred without ground",
  *check(context) {
    const proven = provenIds(context.suite)
    for (const requirement of context.suite.requirements.values()) {
      const { id, untestable, deferred, source, path } = requirement
      const excuse = untestable !== undefined ? "untestable" : deferred !== undefined ? "deferred" : undefined
      if (excuse && proven.has(id))
        yield {
          source,
          path: [...path, excuse],
          ofKey: true,
          message: `\`${id}\` is ${excuse}, but a scenario proves it`,
          fix: `take \`${excuse}\` away`,
        }
    }
    for (const { requirement, facts } of cited(context))
      if (requirement.untestable !== undefined && !facts.some(saysUntestable))
        yield {
          source: requirement.source,
          path: [...requirement.path, "untestable"],
          ofKey: true,
          message: `no fact says that this cannot be provoked or observed: ${facts.map(({ id }) => id).join(", ")}`,
          fix: "`strength: probe` where nobody knows the answer, `deferred` where a part of the house is missing",
        }
  },
}
