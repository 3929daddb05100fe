import { readdirSync, readFileSync } from "node:fs"
import { join, relative, resolve } from "node:path"
import {
  type FixtureDocument,
  KINDS,
  type Kind,
  type ModelDocument,
  type ProfilesDocument,
  type RequirementFields,
  type RequirementsDocument,
  type ScenarioDocument,
  type Step,
} from "./documents.ts"
import type { Probe } from "./generated/probe.ts"
import type { Problem } from "./problem.ts"
import { parseStep, parseSteps, reporter, validate } from "./validate.ts"
import { type Path, parseYaml, type Source } from "./yaml.ts"

/** A scenario as its file says, with its steps dispatched on their verbs. */
export interface Scenario extends Omit<ScenarioDocument, "steps" | "finally" | "property"> {
  source: Source
  steps: Step[]
  finally: Step[]
  /** What a generated scenario has instead of steps. */
  probes?: readonly Probe[]
  property?: Omit<NonNullable<ScenarioDocument["property"]>, "steps"> & { steps: Step[] }
}

export interface Fixture extends Omit<FixtureDocument, "steps"> {
  source: Source
  steps: Step[]
}

type Row = ModelDocument["commands"][string]["table"][number]
/** A state model: commands with what each does and what it answers from each state. */
export interface StateModel extends Omit<ModelDocument, "commands" | "invariant"> {
  source: Source
  commands: Record<string, { do: Step; weight: number; table: (Row & { path: Path })[] }>
  invariant: {
    do: Step
    from?: unknown
    returns?: unknown
    fails?: unknown
    proves?: string | string[] | undefined
  }[]
}

/** One row of the register. `per` rows stand for one requirement per operation, `ID/OPERATION`. */
export interface Requirement extends RequirementFields {
  id: string
  area: string
  source: Source
  path: Path
}

/** Everything in `scenarios/`, parsed. Nothing here has been checked against anything else: that is lint's work. */
export interface Suite {
  /** Where it was read from; the first is poolproof's own. */
  folders: readonly string[]
  scenarios: Map<string, Scenario>
  fixtures: Map<string, Fixture>
  models: Map<string, StateModel>
  requirements: Map<string, Requirement>
  registers: { source: Source; document: RequirementsDocument }[]
  profiles: ProfilesDocument["profiles"]
  /** Where each profile stands, by its name. */
  profileSources: Map<string, Source>
  problems: Problem[]
}

/**
 * Reads every `*.yaml` below the roots. A file that cannot be read as its kind is in `problems`, and not in the suite.
 * Files are named relative to the working directory, as a compiler would.
 */
export function loadSuite(roots: readonly string[]): Suite {
  const suite = emptySuite(...roots)
  for (const root of roots) {
    for (const entry of readdirSync(root, { recursive: true, withFileTypes: true }).sort((a, b) =>
      join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1,
    )) {
      if (!entry.isFile() || !/\.ya?ml$/.test(entry.name)) continue
      const path = join(entry.parentPath, entry.name)
      addDocument(suite, displayName(path), readFileSync(path, "utf8"))
    }
  }
  return suite
}

export function emptySuite(...folders: string[]): Suite {
  return {
    folders,
    scenarios: new Map(),
    fixtures: new Map(),
    models: new Map(),
    requirements: new Map(),
    registers: [],
    profiles: {},
    profileSources: new Map(),
    problems: [],
  }
}

function displayName(path: string): string {
  const short = relative(process.cwd(), resolve(path))
  return short.startsWith("..") ? resolve(path) : short
}

/** Parses one document and adds it to the suite, or its problems. */
export function addDocument(suite: Suite, file: string, text: string): void {
  const { source, problems } = parseYaml(file, text)
  suite.problems.push(...problems)
  if (!source) return
  const kind = kindOf(source, suite.problems)
  if (kind) ADD[kind](suite, source)
}

function kindOf(source: Source, problems: Problem[]): Kind | undefined {
  const report = reporter(source, problems)
  const value = source.value
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    report([], "PP112", "a document must be a map that begins with `poolproof: 1`")
    return undefined
  }
  const kind = (value as { kind?: unknown }).kind ?? "Scenario"
  if (typeof kind === "string" && Object.hasOwn(KINDS, kind)) return kind as Kind
  report(
    ["kind"],
    "PP113",
    `unknown kind \`${String(kind)}\``,
    `kinds here: ${Object.keys(KINDS).join(", ")}; targets and expectations lie in targets/`,
  )
  return undefined
}

const ADD: Record<Kind, (suite: Suite, source: Source) => void> = {
  Scenario(suite, source) {
    const document = validate(KINDS.Scenario, source, suite.problems)
    if (!document) return
    const before = suite.problems.length
    if (document.steps === undefined && document.property === undefined)
      reporter(source, suite.problems)(
        [],
        "PP111",
        "`steps` is missing",
        "a scenario has `steps`, a `property`, or both",
      )
    const { property, ...rest } = document
    const scenario: Scenario = {
      ...rest,
      source,
      steps: parseSteps(document.steps, source, suite.problems, ["steps"]),
      finally: parseSteps(document.finally, source, suite.problems, ["finally"]),
      ...(property
        ? {
            property: {
              ...property,
              steps: parseSteps(property.steps, source, suite.problems, ["property", "steps"]),
            },
          }
        : {}),
    }
    if (suite.problems.length === before) add(suite, suite.scenarios, scenario.id, scenario, source)
  },
  Fixture(suite, source) {
    const document = validate(KINDS.Fixture, source, suite.problems)
    if (!document) return
    const before = suite.problems.length
    const steps = parseSteps(document.steps, source, suite.problems, ["steps"])
    if (suite.problems.length === before)
      add(suite, suite.fixtures, document.id, { ...document, source, steps }, source)
  },
  Model(suite, source) {
    const document = validate(KINDS.Model, source, suite.problems)
    if (!document) return
    const before = suite.problems.length
    const commands = Object.entries(document.commands).map(([name, command]) => {
      const path = ["commands", name]
      const step = parseStep(command.do, source, suite.problems, [...path, "do"])
      return [
        name,
        {
          do: step,
          weight: command.weight ?? 1,
          table: command.table.map((row, i) => ({ ...row, path: [...path, "table", i] })),
        },
      ]
    })
    const invariant = (document.invariant ?? []).map((item, i) => ({
      ...item,
      do: parseStep(item.do, source, suite.problems, ["invariant", i, "do"]),
    }))
    if (suite.problems.length > before) return
    add(
      suite,
      suite.models,
      document.id,
      { ...document, source, commands: Object.fromEntries(commands), invariant } as StateModel,
      source,
    )
  },
  Requirements(suite, source) {
    const document = validate(KINDS.Requirements, source, suite.problems)
    if (!document) return
    suite.registers.push({ source, document })
    for (const [key, fields] of Object.entries(document.requirements)) {
      const id = fields.per ? `${document.area}.${key}` : `${document.area}/${key}`
      add(
        suite,
        suite.requirements,
        id,
        { ...fields, id, area: document.area, source, path: ["requirements", key] },
        source,
        ["requirements", key],
      )
    }
  },
  Profiles(suite, source) {
    const document = validate(KINDS.Profiles, source, suite.problems)
    for (const [name, profile] of Object.entries(document?.profiles ?? {})) {
      const other = suite.profileSources.get(name)
      if (other) reportDuplicate(suite, name, other, source, ["profiles", name])
      suite.profiles[name] = profile
      suite.profileSources.set(name, source)
    }
  },
}

function add<T extends { source: Source }>(
  suite: Suite,
  into: Map<string, T>,
  id: string,
  item: T,
  source: Source,
  path: Path = ["id"],
): void {
  const other = into.get(id)
  if (other) reportDuplicate(suite, id, other.source, source, path)
  else into.set(id, item)
}

function reportDuplicate(suite: Suite, id: string, other: Source, source: Source, path: Path): void {
  reporter(source, suite.problems)(
    path,
    "PP012",
    `\`${id}\` is already the id of something in ${other.file}`,
    "ids are unique; choose another",
  )
}

/** The requirement that an id names: its own row, or the `per: operation` row that it is an instance of. */
export function findRequirement(suite: Suite, id: string): Requirement | undefined {
  return suite.requirements.get(id) ?? perOperation(suite, id)
}

function perOperation(suite: Suite, id: string): Requirement | undefined {
  const rule = suite.requirements.get(id.slice(0, id.lastIndexOf("/")))
  return rule?.per ? rule : undefined
}

/** `proves` of a step or row as a list. */
export function listOf(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === "string" ? [value] : value
}
