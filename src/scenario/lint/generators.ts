import { meant, nearest } from "../../model/nearest.ts"
import { GENERATOR_NAMES, generatorProblem, isGenerator } from "../generate.ts"
import type { Path } from "../yaml.ts"
import { scenes } from "./literals.ts"
import type { Rule } from "./rule.ts"

function* generatorsIn(value: unknown, path: Path = []): Generator<{ spec: { gen: string }; path: Path }> {
  if (typeof value !== "object" || value === null) return
  if (isGenerator(value)) yield { spec: value, path }
  for (const [key, member] of Object.entries(value))
    yield* generatorsIn(member, [...path, Array.isArray(value) ? Number(key) : key])
}

/** The option that a misspelt one was probably meant to be. */
function optionMeant(option: string | undefined, options: string | undefined): string | undefined {
  const known = /^options: (.*)$/.exec(options ?? "")?.[1]?.split(", ")
  return option && known && nearest(option, known)
}

/** PP024: generators and their options are there, and can make something. */
export const generators: Rule = {
  id: "PP024",
  title: "Unknown generator or option",
  *check({ suite }) {
    for (const source of scenes(suite))
      for (const { spec, path } of generatorsIn(source.value)) {
        const problem = generatorProblem(spec)
        if (!problem) continue
        const [message, fix] = problem.split("; ")
        const option = /options? `(\w+)`/.exec(problem)?.[1]
        const near = GENERATOR_NAMES.includes(spec.gen) ? undefined : nearest(spec.gen, GENERATOR_NAMES)
        yield {
          source,
          path: [...path, option && Object.hasOwn(spec, option) ? option : "gen"],
          ofKey: option !== undefined,
          message: message!,
          fix: meant(near ?? optionMeant(option, fix)) ?? fix,
        }
      }
  },
}
