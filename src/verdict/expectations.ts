import * as z from "zod"
import type { Problem } from "../scenario/problem.ts"
import { reporter, validate } from "../scenario/validate.ts"
import { parseYaml } from "../scenario/yaml.ts"
import { isVersionRange } from "./version-range.ts"

const oneOrMore = <T extends z.ZodType>(item: T) => z.union([item, z.array(item).min(1)])

/** Verdicts that can be expected of a target. `flaky` covers what fails now and then, and takes a pass as well. */
export const EXPECTABLE = ["fail", "nonstrict", "unsupported", "blocked", "setup", "flaky"] as const

const entry = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*$/, "an id is letters and digits, joined by `-`, `_` or `.`"),
  requirement: oneOrMore(z.string()).optional().describe("Ids or globs: `*` within a segment, `**` across"),
  scenario: oneOrMore(z.string())
    .optional()
    .describe("Ids of scenarios or cases, or globs: the entry is about these cases only"),
  verdict: oneOrMore(z.enum(EXPECTABLE)).describe("What is expected instead of pass"),
  when: z
    .strictObject({
      version: z
        .string()
        .refine(isVersionRange, "a range is versions with <, <=, >, >= or =, joined by spaces: `>=1.2 <1.5`"),
    })
    .optional()
    .describe("Only for these versions of the target's product; never when the version is not known"),
  signature: z
    .strictObject({
      type: z.string().optional().describe("The error that comes, as its short name"),
      status: z.number().int().optional().describe("The HTTP status that comes"),
      path: oneOrMore(z.string()).optional().describe("The members that are wrong, and no others"),
    })
    .optional()
    .describe("How it deviates: any other deviation at the same place is still unexpected"),
  reason: z.string().min(1).describe("What the target does instead, in a sentence"),
  issue: z.url().optional().describe("Where it is tracked"),
  expires: z.iso
    .date("a date, like 2026-12-31")
    .optional()
    .describe("From the day after, the entry is stale"),
})

/** A target's known deviations: strict both ways. */
export const expectationsSchema = z.strictObject({
  poolproof: z.literal(1).describe("The version of the language"),
  kind: z.literal("Expectations"),
  target: z.string().optional().describe("The name of the target, for the reader"),
  entries: z.array(entry),
})
export type Expectation = z.infer<typeof entry>

/** Expectations, and the file they are from. */
export interface Expectations {
  file: string
  entries: Expectation[]
}

/** Reads an expectations file's text: wrong forms, an entry about nothing (PP111) and ids used twice (PP012) are problems. */
export function parseExpectations(
  file: string,
  text: string,
): { expectations?: Expectations; problems: Problem[] } {
  const { source, problems } = parseYaml(file, text)
  if (!source) return { problems }
  const document = validate(expectationsSchema, source, problems)
  if (!document) return { problems }
  const report = reporter(source, problems)
  const ids = new Set<string>()
  for (const [i, { id, requirement, scenario }] of document.entries.entries()) {
    if (requirement === undefined && scenario === undefined)
      report(
        ["entries", i],
        "PP111",
        `\`${id}\` says of nothing what is expected`,
        "add `requirement:` or `scenario:`",
      )
    if (ids.has(id))
      report(
        ["entries", i, "id"],
        "PP012",
        `\`${id}\` is already the id of another entry`,
        "ids are unique; choose another",
      )
    ids.add(id)
  }
  return problems.length > 0 ? { problems } : { expectations: { file, entries: document.entries }, problems }
}
