import { meant, nearest } from "../../model/nearest.ts"
import { type Step, TAMPERS, TOKEN_PARTS, VERIFIERS } from "../documents.ts"
import { isDuration } from "../duration.ts"
import type { Path } from "../yaml.ts"
import type { Rule } from "./rule.ts"
import type { StaticScope } from "./static-scope.ts"

/** A value that a step takes one of a few of, or a duration, as far as it is known without a run. */
interface Taken {
  value: unknown
  path: Path
  known?: readonly string[]
}

/** What a step takes from a reference, of what the schema would check where it is written out. */
function takenBy(step: Step, scope: StaticScope): Taken[] {
  switch (step.verb) {
    case "token": {
      const tampers = [scope.evaluate(step.tamper)].flat()
      const spliced = (tamper: unknown): tamper is { splice: unknown } =>
        typeof tamper === "object" && tamper !== null && "splice" in tamper
      return [
        ...tampers.map((tamper) =>
          spliced(tamper)
            ? { value: tamper.splice, path: ["tamper"], known: TOKEN_PARTS }
            : { value: tamper, path: ["tamper"], known: TAMPERS },
        ),
        { value: scope.evaluate(step.verify?.by), path: ["verify", "by"], known: VERIFIERS },
        { value: scope.evaluate(step.lifetime), path: ["lifetime"] },
      ]
    }
    case "relyingParty":
      return [{ value: scope.evaluate(step.relyingParty), path: ["relyingParty"], known: VERIFIERS }]
    case "clock":
      return [{ value: scope.evaluate(step.clock.advance), path: ["clock", "advance"] }]
    default:
      return []
  }
}

/** PP032: what a reference stands for is something that can stand there. */
export const fitting: Rule = {
  id: "PP032",
  title: "Reference to what does not fit",
  *check({ places }) {
    for (const { source, path, row, scope, step } of places) {
      for (const { value, path: member, known } of step ? takenBy(step, scope) : []) {
        if (typeof value !== "string" || (known ? known.includes(value) : isDuration(value))) continue
        const inCase = row === undefined ? "" : ` (case \`${row}\`)`
        yield {
          source,
          path: [...path, ...member],
          message: `\`${value}\` is ${known ? "nothing that can stand here" : "no duration"}${inCase}`,
          fix: known
            ? (meant(nearest(value, known)) ?? `there are: ${known.join(", ")}`)
            : "a duration is a whole number and a unit: 250ms, 30s, 5m, 24h, 30d",
        }
      }
    }
  },
}
