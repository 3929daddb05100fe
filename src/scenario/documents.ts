import * as z from "zod"

/**
 * The shapes of every document kind of the language except Target and Expectations, which belong to the
 * rooms that use them. The one source of the published JSON Schema (`schema/`); descriptions are the hover texts.
 */

const id = z
  .string()
  .regex(/^[a-z0-9]+(?:[.\-/][a-z0-9]+)*$/, "an id is lower-case words joined by `.`, `-` or `/`")
const duration = z
  .string()
  .regex(/^\d+(?:ms|s|m|h|d)$/, "a duration is a whole number and a unit: 250ms, 30s, 5m, 24h, 30d")
  .describe("250ms, 30s, 5m, 24h, 30d")
const reckonedDuration = z
  .union([duration, z.string().regex(/\$\{.+\}/s, "a duration, or text with a reference that makes one")])
  .describe("250ms, 30s, 5m, 24h, 30d; or text with a reference that makes one, like `${case.hours}h`")
const reference = z.string().regex(/^\$\{.+\}$/s, "a reference, like `${app.client}`")
const oneOrMore = <T extends z.ZodType>(item: T) => z.union([item, z.array(item).min(1)])
const operation = z
  .string()
  .regex(/^(?:idp|identity)\.[A-Z]\w+$/, "an operation, like `idp.SignUp` or `identity.GetId`")

export const requirementId = z
  .string()
  .regex(
    /^[a-z0-9]+(?:[.-][a-z0-9]+)*\/[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*$/,
    "a requirement id is `area/what`, like `idp.confirm-sign-up/code-mismatch`",
  )

const pattern = z
  .unknown()
  .describe("A pattern: a literal equals, a map is an open subset, `$…` keys say more")
const fails = z
  .union([
    z.string(),
    z.array(z.string()).min(1),
    z.strictObject({
      type: oneOrMore(z.string()).describe(
        "Error name; of a list the first passes, a later one is nonstrict",
      ),
      message: pattern.optional().describe("Judged as `should` unless the requirement is about the message"),
      status: z.number().int().optional(),
      undeclared: z
        .string()
        .optional()
        .describe("Why an error that the operation's model does not declare is expected"),
    }),
  ])
  .describe(
    "The call must be refused with this error. Counts only beside a success of the same operation in the same case",
  )
const responds = z
  .strictObject({
    status: z.union([z.number().int(), z.array(z.number().int())]).optional(),
    headers: z.record(z.string(), pattern).optional(),
    body: pattern.optional().describe("The body as text"),
  })
  .describe("What the HTTP response itself must look like")
const save = z
  .record(
    z.string().regex(/^[A-Za-z_]\w*$/, "a name for a saved value is letters, digits and `_`"),
    z.union([z.string(), z.strictObject({ path: z.string(), default: z.unknown() })]),
  )
  .describe(
    "Names for values of the answer. A path that is not there fails the step, unless it has a default",
  )
const input = z.record(z.string(), z.unknown())

const common = {
  id: z.string().optional(),
  note: z.string().optional().describe("For the reader"),
  proves: oneOrMore(requirementId).optional().describe("Requirements that this step judges"),
  when: z
    .union([reference, z.boolean()])
    .optional()
    .describe("A saved boolean: the step is left out when it is false"),
  timeout: duration.optional(),
}
const until = z
  .strictObject({
    within: duration,
    every: duration.optional(),
    stable: z.number().int().min(1).optional().describe("So many successes in a row"),
    retry: z.literal("writes-ok").optional(),
    reason: z.string().optional(),
  })
  .describe("Repeats a read-only step until it holds; the time it took is reported")

const call = z.strictObject({
  call: operation.describe("An operation of AWS's model"),
  ...common,
  as: z
    .union([reference, z.record(z.string(), z.unknown())])
    .optional()
    .describe("An app client { id, secret? }: adds ClientId and the secret hash"),
  auth: z.enum(["none", "sigv4"]).optional().describe("Overrides what the model says of the operation"),
  with: input.optional().describe("The operation's input"),
  invalid: z
    .string()
    .optional()
    .describe("How the input is wrong on purpose: `Username.length`, `PoolName.required`; lint proves it"),
  returns: pattern.optional(),
  fails: fails.optional(),
  responds: responds.optional(),
  save: save.optional(),
  until: until.optional(),
})

export const FLOWS = ["userPassword", "userSrp", "softwareTokenSetup"] as const
export const SRP_TAMPERS = ["signature", "secret-block", "timestamp", "zero-a"] as const
const flow = z.strictObject({
  flow: z
    .enum(FLOWS)
    .describe(
      "A composite: userPassword and userSrp sign in and answer the challenges they are given answers for; softwareTokenSetup enrols TOTP",
    ),
  ...common,
  as: z.union([reference, z.record(z.string(), z.unknown())]).optional(),
  with: input.optional(),
  tamper: z.enum(SRP_TAMPERS).optional().describe("userSrp: one wrong part of the proof"),
  returns: pattern.optional(),
  fails: fails.optional(),
  responds: responds.optional(),
  save: save.optional(),
})

const http = z.strictObject({
  http: z.strictObject({
    method: z.string().optional(),
    url: z.string(),
    headers: z.record(z.string(), z.string()).optional(),
    body: z.string().optional(),
    json: z.unknown().optional(),
  }),
  ...common,
  responds: responds.optional(),
  returns: pattern.optional().describe("The body as JSON"),
  save: save.optional(),
  until: until.optional(),
})

export const TAMPERS = [
  "alg-none",
  "alg-none-mixed-case",
  "stranger-key",
  "hmac-public-key",
  "unknown-kid",
  "empty-kid",
  "no-kid",
  "traversing-kid",
  "jwk-header",
  "jku-header",
  "x5u-header",
  "x5c-header",
  "flipped-signature",
  "stripped-signature",
  "flipped-header",
  "flipped-payload",
  "duplicate-members",
  "expired",
  "not-yet-valid",
  "far-future",
  "oversized",
] as const
export const TOKEN_PARTS = ["header", "payload", "signature"] as const
const splice = z
  .strictObject({ splice: z.union([z.enum(TOKEN_PARTS), reference]), from: reference })
  .describe("That part of it taken from another token")
export const VERIFIERS = ["jose", "aws-jwt-verify"] as const
const verify = z
  .strictObject({
    pool: reference
      .optional()
      .describe("The user pool whose JWKS must hold the key and whose issuer must be the token's"),
    use: z
      .enum(["id", "access"])
      .describe("token_use; an ID token's audience or an access token's client_id is the client's"),
    client: reference,
    expired: z.boolean().optional().describe("true: the signature is judged, the lifetime is not"),
    by: z
      .union([z.enum(VERIFIERS), reference])
      .optional()
      .describe("Default jose, with keys fetched for this token; or a relying party, which knows its pool"),
  })
  .refine(({ pool, by }) => pool !== undefined || by?.startsWith("${"), {
    message: "needs the `pool` that the token comes from, or `by` a relying party",
  })
const token = z.strictObject({
  token: z.string().describe("A token, as a reference"),
  ...common,
  verify: verify.optional(),
  header: pattern.optional(),
  claims: pattern.optional(),
  lifetime: reckonedDuration.optional().describe("exp − iat"),
  tamper: oneOrMore(z.union([z.enum(TAMPERS), splice, reference]))
    .optional()
    .describe("Makes one wrong token of each kind and gives each to `against`"),
  against: z
    .lazy(() => z.unknown())
    .optional()
    .describe("A call that gets the token as ${token}; the untouched token must succeed there"),
  fails: fails.optional(),
  save: save.optional(),
})

const relyingParty = z.strictObject({
  relyingParty: z
    .union([z.enum(VERIFIERS), reference])
    .describe("An application that verifies tokens with this library; its `id` is what `verify` calls it by"),
  ...common,
  pool: reference.describe("The user pool { id } whose tokens it trusts"),
  cooldown: duration
    .optional()
    .describe("Until it may ask for keys again after one was not there; default the library's own"),
})

const jwks = z.strictObject({
  jwks: z.union([reference, z.strictObject({ pool: reference })]).describe("A user pool { id }"),
  ...common,
  do: z.enum(["rotate", "withdraw"]).optional().describe("Through the target's keys adapter"),
  kid: z.string().optional().describe("The key to withdraw"),
  returns: pattern.optional(),
  responds: responds.optional(),
  save: save.optional(),
  until: until.optional(),
})

const discovery = z.strictObject({
  discovery: reference.describe("A user pool { id }"),
  ...common,
  returns: pattern.optional(),
  responds: responds.optional(),
  save: save.optional(),
  until: until.optional(),
})

const inbox = z.strictObject({
  inbox: z.strictObject({
    pool: reference,
    user: z.string().describe("The username"),
    to: z.string().optional().describe("The address or phone number"),
    kind: z
      .enum(["code", "temporary-password", "link", "none"])
      .optional()
      .describe("Default code; `none`: nothing may arrive within `within`"),
    within: duration.optional().describe("Default 10s"),
  }),
  ...common,
  returns: pattern.optional(),
  save: save.optional(),
})

const trigger = z.strictObject({
  trigger: z.string().describe("A function's ARN, made by { gen: functionArn }"),
  ...common,
  answer: z
    .union([
      z.strictObject({ response: z.record(z.string(), z.unknown()) }),
      z.strictObject({ error: z.string() }),
      z.strictObject({ misbehaves: z.enum(["timeout", "bad-json", "not-an-event", "http-500"]) }),
    ])
    .optional()
    .describe("What the Lambda double answers from now on"),
  events: pattern.optional().describe("The list of events since the last look, or since the answer was set"),
  within: duration.optional(),
  save: save.optional(),
})

const clock = z.strictObject({
  clock: z.strictObject({ pool: reference, advance: reckonedDuration }),
  ...common,
})

const check = z.strictObject({
  check: z.unknown().describe("A value"),
  ...common,
  is: pattern,
})

const paginate = z.strictObject({
  paginate: operation.describe("A list operation, called until it gives no token"),
  ...common,
  with: input.optional(),
  items: z.string().describe("The member that holds the page: `Users`"),
  by: z.string().describe("The member of an item that no two items share: `Username`"),
  atMost: z.number().int().optional().describe("Pages, default 100"),
  returns: pattern.optional().describe("{ items, pages }"),
  save: save.optional(),
})

const outcome = z.strictObject({
  exactly: z.number().int().optional(),
  atLeast: z.number().int().optional(),
  atMost: z.number().int().optional(),
  rest: z.literal(true).optional(),
  returns: pattern.optional(),
  fails: fails.optional(),
})
const race = z.strictObject({
  race: z.strictObject({
    width: z
      .number()
      .int()
      .min(2)
      .max(64)
      .describe("How many at once; with a list of steps, how many of each"),
    sync: z
      .enum(["none", "start", "last-byte"])
      .optional()
      .describe("Default last-byte: all requests held one byte short, then released together"),
    do: z.lazy(() => z.unknown()).describe("One `call` step, or a list of them"),
  }),
  ...common,
  outcomes: z.array(outcome).min(1).describe("In order; each answer counts for the first it fits"),
  save: save.optional(),
})

const stream = z.strictObject({
  stream: z
    .strictObject({
      of: z.number().int().min(2).max(5000).describe("How many rounds"),
      atOnce: z.number().int().min(1).max(500).describe("How many of them at once"),
      do: z.lazy(() => z.unknown()).describe("The steps of a round, which has a scope of its own"),
      meanwhile: z
        .array(
          z.strictObject({
            after: z.number().int().min(1).describe("When so many rounds have ended"),
            do: z.lazy(() => z.unknown()),
          }),
        )
        .optional()
        .describe("Steps that are done once, while the stream goes on"),
    })
    .refine(({ of, meanwhile = [] }) => meanwhile.every(({ after }) => after < of), {
      message: "what happens meanwhile must have rounds after it: `after` is less than `of`",
    }),
  ...common,
})

const use = z.strictObject({
  use: z.string().describe("A fixture, set up here and now"),
  ...common,
  with: input.optional(),
  save: z.union([z.string(), save]).optional().describe("A name for all its exports"),
})

const model = z.strictObject({
  model: z.string().describe("A state model"),
  ...common,
  with: input.optional(),
  runs: z.number().int().min(1).optional(),
  length: z.number().int().min(1).optional(),
  cover: z.literal("transitions").optional().describe("Fails when a row of a table was never taken"),
})

/** One schema a verb; exactly one of these keys names the verb of a step. */
export const VERBS = {
  call,
  flow,
  http,
  token,
  relyingParty,
  jwks,
  discovery,
  inbox,
  trigger,
  clock,
  check,
  paginate,
  race,
  stream,
  use,
  model,
} as const
export type Verb = keyof typeof VERBS
export const VERB_NAMES = Object.keys(VERBS) as Verb[]
/** Verbs whose place is kept for the domain endpoints. */
export const FUTURE_VERBS = ["oauth", "browser"] as const

type Fields = { [V in Exclude<Verb, "stream">]: z.infer<(typeof VERBS)[V]> } & {
  /** Its steps are parsed with it. */
  stream: {
    stream: { of: number; atOnce: number; do: Step[]; meanwhile?: { after: number; do: Step[] }[] }
  }
}
type Common = {
  proves?: string | string[]
  id?: string
  note?: string
  when?: string | boolean
  timeout?: string
}
/** A step of verb V: its fields as written, and where it stands: its path in its document, and `file:line`. */
export type StepOf<V extends Verb> = Fields[V] &
  Common & { verb: V; path: readonly (string | number)[]; where: string }
export type Step = { [V in Verb]: StepOf<V> }[Verb]

/** Steps are validated one by one after dispatch on their verb; this placeholder keeps their place in the schema. */
const steps = z.array(z.unknown()).meta({ id: "steps" })
const caseRow = z.looseObject({
  name: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "a case name is lower-case words joined by `-`"),
})
const useMap = z.record(
  z.string().regex(/^[A-Za-z_]\w*$/),
  z.union([z.string(), z.strictObject({ fixture: z.string(), with: input.optional() })]),
)
const version = z.literal(1).describe("The version of the language")
const needs = z.array(z.string())

export const scenarioSchema = z.strictObject({
  poolproof: version,
  kind: z.literal("Scenario").optional(),
  id,
  title: z.string().describe("The sentence that the scenario proves"),
  why: z.string().optional(),
  proves: z
    .array(requirementId)
    .min(1)
    .describe(
      "Every requirement it judges. Those that no step names are judged by every step that names none",
    ),
  needs: needs.optional().describe("Capabilities beyond those the steps imply"),
  use: useMap.optional().describe("Fixtures by the name the steps call them"),
  given: z.record(z.string(), z.unknown()).optional().describe("Values, mostly generated: { gen: user }"),
  cases: z
    .array(caseRow)
    .min(1)
    .optional()
    .describe("One case per row; ${case.x} is the row's x, also in `fails`, `returns` and `invalid`"),
  steps: steps.optional(),
  property: z
    .strictObject({
      runs: z.number().int().min(1),
      budget: z.strictObject({ calls: z.number().int().optional(), time: duration.optional() }).optional(),
      given: z.record(z.string(), z.unknown()).describe("Generated anew in every run and shrunk"),
      examples: z.array(z.record(z.string(), z.unknown())).optional().describe("Always run first"),
      fresh: z
        .array(z.string())
        .optional()
        .describe("Names of `given` made anew in every run and every shrink step"),
      steps,
    })
    .optional(),
  finally: steps.optional(),
  tags: z.array(z.string()).optional(),
  locks: z.array(z.string()).optional().describe("Cases that share a lock never run at the same time"),
  timeout: duration.optional().describe("Of one case; default 60s"),
})

export const fixtureSchema = z.strictObject({
  poolproof: version,
  kind: z.literal("Fixture"),
  id,
  title: z.string().optional(),
  scope: z
    .enum(["run", "case"])
    .describe("run: made once and shared, to be read and not changed. case: made for each case"),
  params: z.record(z.string(), z.unknown()).optional().describe("Parameters and their defaults"),
  needs: needs.optional(),
  use: useMap.optional(),
  given: z.record(z.string(), z.unknown()).optional(),
  steps,
  exports: z.record(z.string(), z.unknown()),
})

const tableRow = z.strictObject({
  from: z.unknown().describe("A state, a list of states, or a map of state members"),
  to: z.unknown().describe("The state after it, or `same`"),
  returns: pattern.optional(),
  fails: fails.optional(),
  proves: oneOrMore(requirementId).optional(),
})
export const modelSchema = z.strictObject({
  poolproof: version,
  kind: z.literal("Model"),
  id,
  title: z.string().optional(),
  params: z.record(z.string(), z.unknown()).optional(),
  given: z.record(z.string(), z.unknown()).optional().describe("Made anew for each run"),
  state: z
    .record(z.string(), z.unknown())
    .describe("The state at the start; a bare value in `from` and `to` means its first member"),
  commands: z.record(
    z.string(),
    z.strictObject({
      do: z.unknown(),
      weight: z.number().int().min(1).optional(),
      table: z.array(tableRow).min(1),
    }),
  ),
  invariant: z
    .array(
      z.strictObject({
        from: z.unknown().optional(),
        do: z.unknown(),
        returns: pattern.optional(),
        fails: fails.optional(),
        proves: oneOrMore(requirementId).optional(),
      }),
    )
    .optional(),
})

export const STRENGTHS = ["must", "should", "may", "probe"] as const
export const EVIDENCE = ["model", "documented", "observed", "inferred"] as const
const requirement = z.strictObject({
  says: z.string().describe("One normative sentence about observable behaviour"),
  strength: z.enum(STRENGTHS),
  level: z.enum(["core", "extended"]),
  evidence: z.enum(EVIDENCE),
  facts: z
    .array(z.string().regex(/^[A-Z]{3,4}-\d{3}[a-z]?$/, "a fact id, like `DIR-085`"))
    .min(1)
    .describe("Rows of docs/facts"),
  sources: z.array(z.string()).optional().describe("Further sources, beyond those of the facts"),
  observed: z.string().optional().describe("When last seen on real Cognito, by us: never, or a date"),
  untestable: z.string().optional().describe("Why it cannot be provoked or observed; its fact must say so"),
  deferred: z.string().optional().describe("The capability it waits for"),
  aliases: z.array(z.string()).optional().describe("Former ids"),
  per: z
    .literal("operation")
    .optional()
    .describe("A wire rule: one row per operation called, `area/what.Operation`"),
})
export const requirementsSchema = z.strictObject({
  poolproof: version,
  kind: z.literal("Requirements"),
  area: z.string().regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/),
  title: z.string().optional(),
  model: z
    .strictObject({
      service: z.enum(["cognito-idp", "cognito-identity"]),
      operation: z.string(),
      shape: z.string(),
    })
    .optional()
    .describe("The operation whose shape these sentences were written against"),
  requirements: z.record(
    z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "lower-case words joined by `-`"),
    requirement,
  ),
})

export const profilesSchema = z.strictObject({
  poolproof: version,
  kind: z.literal("Profiles"),
  profiles: z.record(
    z.string(),
    z.strictObject({
      says: z.string(),
      includes: z.array(z.string()).min(1).describe("Globs of requirement ids"),
      level: z.enum(["core", "extended"]).optional().describe("core: only requirements of that level"),
    }),
  ),
})

export type ScenarioDocument = z.infer<typeof scenarioSchema>
export type FixtureDocument = z.infer<typeof fixtureSchema>
export type ModelDocument = z.infer<typeof modelSchema>
export type RequirementsDocument = z.infer<typeof requirementsSchema>
export type RequirementFields = z.infer<typeof requirement>
export type ProfilesDocument = z.infer<typeof profilesSchema>
export type Fails = z.infer<typeof fails>
export type Responds = z.infer<typeof responds>
export type Save = z.infer<typeof save>
export type Until = z.infer<typeof until>
export type Outcome = z.infer<typeof outcome>

/** The schema of each document kind that lives in `scenarios/`. */
export const KINDS = {
  Scenario: scenarioSchema,
  Fixture: fixtureSchema,
  Model: modelSchema,
  Requirements: requirementsSchema,
  Profiles: profilesSchema,
} as const
export type Kind = keyof typeof KINDS
