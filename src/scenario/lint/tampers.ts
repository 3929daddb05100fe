import { meant, nearest } from "../../model/nearest.ts"
import { TAMPERS, TOKEN_PARTS } from "../documents.ts"
import type { Rule } from "./rule.ts"

/** The name that a tamper goes by and those that there are; of one that only a run can tell, nothing. */
function named(tamper: unknown): [name: string, known: readonly string[]] | undefined {
  if (typeof tamper === "string") return [tamper, TAMPERS]
  const part = (tamper as { splice?: unknown }).splice
  return typeof part === "string" ? [part, TOKEN_PARTS] : undefined
}

/** PP032: a tamper that a row names is one that there is. What stands in the step itself the schema says. */
export const tampers: Rule = {
  id: "PP032",
  title: "Unknown tamper",
  *check({ places }) {
    for (const { source, path, row, scope, step } of places) {
      if (step?.verb !== "token" || step.tamper === undefined) continue
      for (const tamper of [scope.evaluate(step.tamper)].flat()) {
        const [name, known] = named(tamper) ?? []
        if (name === undefined || known!.includes(name)) continue
        yield {
          source,
          path: [...path, "tamper"],
          message: `there is no tamper \`${name}\`${row === undefined ? "" : ` (case \`${row}\`)`}`,
          fix: meant(nearest(name, known!)) ?? `there are: ${known!.join(", ")}`,
        }
      }
    }
  },
}
