import * as z from "zod"
import { EVIDENCE, STRENGTHS } from "../scenario/documents.ts"
import { VERDICTS } from "./result.ts"

/**
 * The run record, `run.json`: the one machine-readable result of a run; every report is made from it and nothing else.
 * A contract: members may be added, none changes its meaning within `poolproof.run/1`. Published as `schema/run.schema.json`.
 */

const verdict = z.enum(VERDICTS)
/**
 * `met`: it conforms. `expected`: it deviates, and the expectations cover that. `unexpected`: it counts against the
 * run. `open`: not judged, and nobody has to be.
 */
export const STANDINGS = ["met", "expected", "unexpected", "open"] as const
const count = z.number().int().nonnegative()

const exchange = z.object({
  label: z.string(),
  at: z.number().describe("Epoch milliseconds"),
  ms: z.number(),
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
  }),
  response: z
    .object({
      status: z.number().int(),
      headers: z.record(z.string(), z.string()),
      body: z.string(),
      truncated: z.boolean(),
    })
    .optional(),
  failure: z.object({ code: z.string(), message: z.string() }).optional(),
  curl: z.string().describe("One shell line that sends the same request"),
})

const finding = z.object({
  severity: z.enum(["hard", "soft"]),
  says: z.string(),
  where: z.string().describe("file:line of the step"),
  step: z.string(),
  mismatches: z.array(
    z.object({ path: z.string(), expected: z.string(), received: z.string(), soft: z.boolean() }),
  ),
  exchange: exchange.optional(),
  log: z.array(z.string()).optional(),
})

const expected = z.object({
  by: z.string().describe("The id of the expectation"),
  reason: z.string(),
  issue: z.string().optional(),
})

export const runRecordSchema = z.object({
  schema: z.literal("poolproof.run/1"),
  poolproof: z.string().describe("The suite's version"),
  exit: z.number().int().describe("The exit code of the run"),
  startedAt: z.string().describe("ISO 8601"),
  seconds: z.number(),
  seed: z.number().int(),
  profile: z.string().optional(),
  filters: z.object({ requirement: z.array(z.string()), scenario: z.array(z.string()) }),
  target: z.object({
    name: z.string(),
    file: z.string().describe("The target file"),
    started: z.boolean().describe("Whether the run started it"),
    endpoint: z.string(),
    version: z.string().optional(),
    fingerprint: z
      .string()
      .describe("sha256 over the target's profile and what it answered when it was first asked"),
  }),
  suite: z.object({
    scenarios: count,
    requirements: count,
    digest: z.string().describe("sha256 over the documents run"),
    folders: z.array(z.string()).describe("Folders of scenarios beside the shipped ones"),
  }),
  counts: z.record(verdict, count).describe("Requirements by verdict"),
  judged: z
    .object({ met: count, expected: count, unexpected: count, open: count })
    .describe(
      "Requirements: conforming, deviating as expected, counting against the run, not judged without harm",
    ),
  requirements: z.array(
    z.object({
      id: z.string(),
      says: z.string(),
      strength: z.enum(STRENGTHS),
      level: z.enum(["core", "extended"]),
      evidence: z.enum(EVIDENCE),
      facts: z.array(z.string()),
      where: z.string().describe("file:line in the register"),
      verdict,
      standing: z
        .enum(STANDINGS)
        .describe(
          "What it means for the run: conforms, deviates as expected, counts against it, or none of these",
        ),
      cases: z.array(z.string()).describe("Of the wire rules: one example"),
      expected: expected.optional(),
      findings: z.array(finding).describe("Of the wire rules: one example; of others: see the cases"),
    }),
  ),
  cases: z.array(
    z.object({
      id: z.string(),
      scenario: z.string(),
      title: z.string(),
      where: z.string().describe("file:line of the scenario"),
      verdict,
      requirements: z.array(z.string()),
      judgements: z.array(z.object({ requirement: z.string(), verdict, findings: z.array(finding) })),
      reason: z.string().optional(),
      replay: z.string(),
      generated: z.record(z.string(), z.unknown()),
      operations: z.record(z.string(), count),
      waits: z.array(z.object({ step: z.string(), ms: z.number() })),
      ms: z.number(),
    }),
  ),
  expectations: z.object({
    file: z.string().optional(),
    unexpectedPasses: z.array(z.object({ entry: z.string(), requirement: z.string() })),
    unmatched: z.array(z.string()).describe("Entries that matched nothing that was selected"),
    expired: z.array(z.string()),
  }),
  environment: z
    .array(z.string())
    .describe("What went wrong around the run: a target that died, clean-up that failed"),
})

export type Standing = (typeof STANDINGS)[number]
export type RunRecord = z.infer<typeof runRecordSchema>
export type RequirementRow = RunRecord["requirements"][number]
export type CaseRow = RunRecord["cases"][number]
export type FindingRow = z.infer<typeof finding>
export type ExchangeRow = z.infer<typeof exchange>
