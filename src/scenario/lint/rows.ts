import { meant, nearest } from "../../model/nearest.ts"
import { parseTemplate, type Reference } from "../template.ts"
import { scalarsOf } from "./literals.ts"
import type { Rule } from "./rule.ts"

/** Every reference in a document, pipe arguments included, as root and members. */
function* everyReference(value: unknown): Generator<Pick<Reference, "root" | "members">> {
  for (const { value: scalar } of scalarsOf(Object.values(value as object))) {
    if (typeof scalar !== "string" || !scalar.includes("${")) continue
    try {
      for (const piece of parseTemplate(scalar)) {
        if (typeof piece === "string") continue
        yield piece
        for (const { args } of piece.pipes)
          for (const arg of args) if ("reference" in arg) yield arg.reference
      }
    } catch {
      // PP003 says so.
    }
  }
}

/** PP026: what a row says is looked at. */
export const rows: Rule = {
  id: "PP026",
  title: "Case member that no step uses",
  *check({ suite }) {
    for (const { source, cases } of suite.scenarios.values()) {
      if (!cases) continue
      const used = new Set<string | number>(["name"])
      for (const { root, members } of everyReference(source.value))
        if (root === "case") used.add(members[0] ?? "")
      if (used.has("")) continue
      for (const [i, row] of cases.entries())
        for (const name of Object.keys(row)) {
          if (used.has(name)) continue
          const near = nearest(name, [...used].map(String))
          yield {
            source,
            path: ["cases", i, name],
            ofKey: true,
            message: `no step uses \`case.${name}\``,
            fix:
              near === "name"
                ? undefined
                : (meant(near) ?? `use it as \`\${case.${name}}\`, or take it away`),
          }
        }
    }
  },
}
