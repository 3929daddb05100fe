import type { Suite } from "../suite.ts"
import type { Path, Source } from "../yaml.ts"
import type { Rule } from "./rule.ts"

/** Every scalar of a document, with its place. */
export function* scalarsOf(value: unknown, path: Path = []): Generator<{ value: unknown; path: Path }> {
  if (typeof value !== "object" || value === null) yield { value, path }
  else
    for (const [key, member] of Object.entries(value))
      yield* scalarsOf(member, [...path, Array.isArray(value) ? Number(key) : key])
}

/** The documents that drive a target. */
export function scenes(suite: Suite): Source[] {
  return [suite.scenarios, suite.fixtures, suite.models].flatMap((documents) =>
    [...documents.values()].map(({ source }) => source),
  )
}

const SECRETS: [RegExp, string][] = [
  [/\b(?:AKIA|ASIA)(?![A-Z0-9]*EXAMPLE)[A-Z0-9]{16}\b/, "an AWS access key"],
  [/\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/, "a token"],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, "a private key"],
]

/** PP010: credentials come from the target file, tokens from a sign-in. */
export const secrets: Rule = {
  id: "PP010",
  title: "Literal secret",
  *check({ suite }) {
    for (const source of scenes(suite))
      for (const { value, path } of scalarsOf(source.value)) {
        if (typeof value !== "string") continue
        for (const [form, what] of SECRETS)
          if (form.test(value))
            yield {
              source,
              path,
              message: `this looks like ${what}`,
              fix: "take it from the answer of a step, or from the target file's `secret`; forget the one that was written here",
            }
      }
  },
}

const MOMENT = /\b\d{4}-\d\d-\d\dT\d\d:\d\d/
const isEpoch = (value: number) =>
  (value > 1_500_000_000 && value < 2_500_000_000) || (value > 1_500_000_000_000 && value < 2_500_000_000_000)

/** PP011: a scenario that names a moment holds until that moment. */
export const moments: Rule = {
  id: "PP011",
  title: "Wall-clock literal",
  *check({ suite }) {
    for (const source of scenes(suite))
      for (const { value, path } of scalarsOf(source.value))
        if (
          (typeof value === "string" && MOMENT.test(value)) ||
          (typeof value === "number" && isEpoch(value))
        )
          yield {
            source,
            path,
            message: `\`${value}\` is a moment of the wall clock`,
            fix: "say it from now on: `$epoch: { in: 1h, within: 5s }`",
          }
  },
}
