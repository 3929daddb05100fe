import { meant, nearest } from "../../model/nearest.ts"
import { generate, generatorProblem, isGenerator } from "../generate.ts"
import { memberOf, parseTemplate, type Reference } from "../template.ts"

/** A value that only a run can tell. `shared`: the run-scope fixture that it belongs to. */
export class Unknown {
  readonly shared: string | undefined
  constructor(shared?: string) {
    this.shared = shared
  }
}
export const UNKNOWN = new Unknown()

/** Why a reference cannot be resolved, and what was probably meant. */
export interface ReferenceProblem {
  message: string
  fix: string | undefined
}

const SEED = 1
const UNIQUE = {
  stamp: "lint",
  functionArn: (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`,
}

/** The names that can be seen at one place of a document, with as much of their values as is known without a run. */
export class StaticScope {
  readonly #names: Map<string, unknown>

  constructor(names: Iterable<readonly [string, unknown]> = []) {
    this.#names = new Map(names)
  }

  child(): StaticScope {
    return new StaticScope(this.#names)
  }

  set(name: string, value: unknown): void {
    this.#names.set(name, value)
  }

  get(name: string): unknown {
    return this.#names.get(name)
  }

  /** What is wrong with a reference and with those among its pipes' arguments. */
  problemsOf({ root, members, pipes }: Reference): ReferenceProblem[] {
    const optional = pipes[0]?.name === "default"
    const own = this.#problemOf(root, members, optional)
    const args = pipes.flatMap(({ args }) =>
      args.map((arg) =>
        "literal" in arg ? undefined : this.#argumentProblem(arg.reference.root, arg.reference.members),
      ),
    )
    return [own, ...args].filter((problem) => problem !== undefined)
  }

  #argumentProblem(root: string, members: readonly (string | number)[]): ReferenceProblem | undefined {
    const problem = this.#problemOf(root, members, false)
    return problem && members.length === 0 && !this.#names.has(root)
      ? { ...problem, fix: `a text is written in quotes: \`"${root}"\`` }
      : problem
  }

  #problemOf(
    root: string,
    members: readonly (string | number)[],
    optional: boolean,
  ): ReferenceProblem | undefined {
    if (!this.#names.has(root)) {
      const near = nearest(root, this.#names.keys())
      return {
        message: `nothing is called \`${root}\` here`,
        fix:
          meant(near) ??
          `names here: ${[...this.#names.keys()].filter((name) => name !== "target").join(", ") || "none"}`,
      }
    }
    let at = this.#names.get(root)
    let path = root
    for (const member of members) {
      if (at instanceof Unknown) return undefined
      if (typeof at === "object" && at !== null && Object.hasOwn(at, member)) {
        at = (at as Record<string | number, unknown>)[member]
        path += typeof member === "number" ? `[${member}]` : `.${member}`
        continue
      }
      if (optional) return undefined
      const keys = typeof at === "object" && at !== null ? Object.keys(at) : []
      const near = nearest(String(member), keys)
      return {
        message: `\`${path}\` has no \`${member}\``,
        fix: meant(near) ?? (keys.length > 0 ? `\`${path}\` has: ${keys.join(", ")}` : undefined),
      }
    }
    return undefined
  }

  /** A document's value with everything resolved that needs no run; `label` names the place for generators. */
  evaluate(value: unknown, label = ""): unknown {
    if (typeof value === "string") return this.#text(value)
    if (Array.isArray(value)) return value.map((item, i) => this.evaluate(item, `${label}/${i}`))
    if (typeof value !== "object" || value === null || value instanceof Unknown) return value
    const resolved = Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, this.evaluate(member, `${label}/${key}`)]),
    )
    return isGenerator(resolved) ? sample(resolved, label) : resolved
  }

  #text(text: string): unknown {
    if (!text.includes("${")) return text
    try {
      const pieces = parseTemplate(text)
      const [only] = pieces
      if (pieces.length === 1 && typeof only !== "string") return this.#dereference(only!)
      const values = pieces.map((piece) => (typeof piece === "string" ? piece : this.#dereference(piece)))
      return values.every((v) => typeof v === "string" || typeof v === "number") ? values.join("") : UNKNOWN
    } catch {
      return UNKNOWN
    }
  }

  #dereference({ root, members, pipes }: Reference): unknown {
    let at = this.#names.get(root)
    for (const member of members) {
      if (at instanceof Unknown) break
      at = memberOf(at, [member])
    }
    const [first] = pipes
    if (!first) return at === undefined ? UNKNOWN : at
    const fallback = first.name === "default" ? first.args[0] : undefined
    return pipes.length === 1 && at === undefined && fallback && "literal" in fallback
      ? fallback.literal
      : UNKNOWN
  }
}

function sample(spec: Record<string, unknown> & { gen: string }, label: string): unknown {
  if (generatorProblem(spec) || holdsUnknown(spec)) return UNKNOWN
  try {
    return generate(spec, SEED, label, UNIQUE)
  } catch {
    return UNKNOWN
  }
}

/** Whether anything in a value is known by a run alone. */
export function holdsUnknown(value: unknown): boolean {
  if (value instanceof Unknown) return true
  return typeof value === "object" && value !== null && Object.values(value).some(holdsUnknown)
}
