import {
  arbitrary,
  type GeneratorSpec,
  generate,
  isGenerator,
  type Uniqueness,
} from "../scenario/generate.ts"
import {
  memberOf,
  type Pipe,
  type PipeName,
  parseTemplate,
  type Reference,
  TemplateError,
} from "../scenario/template.ts"
import { PIPES } from "./pipes.ts"

/** Where generated values come from: the same for the same seed and place. */
export interface Source {
  seed: number
  /** The case, or the run of a property within it: what makes its values its own. */
  place: string
  unique: Uniqueness
  /** Epoch milliseconds on the clock of the case. */
  now(): number
}

/**
 * The names that a case can refer to, and the values of documents with their references and generators resolved.
 * A child sees its parent's names; its own stay its own.
 */
export class Scope {
  readonly #names = new Map<string, unknown>()
  readonly #parent: Scope | undefined
  readonly source: Source
  #generated = 0

  constructor(source: Source, parent?: Scope) {
    this.source = source
    this.#parent = parent
  }

  child(source: Source = this.source): Scope {
    return new Scope(source, this)
  }

  /** A scope that sees only what every document sees. */
  isolated(source: Source): Scope {
    return this.#parent ? this.#parent.isolated(source) : new Scope(source, this)
  }

  set(name: string, value: unknown): void {
    this.#names.set(name, value)
  }

  get(name: string): unknown {
    return this.#names.has(name) ? this.#names.get(name) : this.#parent?.get(name)
  }

  has(name: string): boolean {
    return this.#names.has(name) || (this.#parent?.has(name) ?? false)
  }

  /**
   * A document's value with every `${…}` and `{ gen: … }` resolved; `label` names the place for generators.
   * @throws TemplateError when a reference finds nothing
   */
  resolve(value: unknown, label = ""): unknown {
    if (typeof value === "string") return this.#resolveText(value)
    if (Array.isArray(value)) return value.map((item, i) => this.resolve(item, `${label}/${i}`))
    if (typeof value !== "object" || value === null) return value
    if (isGenerator(value)) return this.#generate(value, label)
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [
        String(this.#resolveText(key)),
        this.resolve(member, `${label}/${key}`),
      ]),
    )
  }

  /** The arbitrary of a generator's spec, its references resolved; constants for everything else. */
  arbitraryOf(spec: GeneratorSpec, label: string) {
    const { gen, ...options } = spec
    return arbitrary({ gen, ...(this.resolve(options, label) as object) }, this.source.unique)
  }

  #generate(spec: GeneratorSpec, label: string): unknown {
    const { gen, ...options } = spec
    const place = `${this.source.place}#${label || this.#generated++}`
    return generate(
      { gen, ...(this.resolve(options, label) as object) },
      this.source.seed,
      place,
      this.source.unique,
    )
  }

  #resolveText(text: string): unknown {
    if (!text.includes("${")) return text
    const pieces = parseTemplate(text)
    const [only] = pieces
    if (pieces.length === 1 && typeof only !== "string") return this.#dereference(only!)
    return pieces
      .map((piece) => (typeof piece === "string" ? piece : asText(this.#dereference(piece), piece)))
      .join("")
  }

  #dereference(reference: Reference): unknown {
    const { root, members, pipes, text } = reference
    if (!this.has(root)) throw new TemplateError(`nothing is called \`${root}\` here (in \`\${${text}}\`)`)
    const value = memberOf(this.get(root), members)
    if (value === undefined && pipes[0]?.name !== "default")
      throw new TemplateError(`\`\${${text}}\` is not there`)
    return pipes.reduce((piped, pipe) => this.#pipe(piped, pipe), value)
  }

  #pipe(value: unknown, { name, args }: Pipe): unknown {
    const values = args.map((arg) =>
      "literal" in arg ? arg.literal : memberOf(this.get(arg.reference.root), arg.reference.members),
    )
    return PIPES[name as PipeName](value, values, this.source)
  }
}

function asText(value: unknown, reference: Reference): string {
  if (typeof value === "string") return value
  if (typeof value === "number" || typeof value === "boolean") return String(value)
  throw new TemplateError(
    `\`\${${reference.text}}\` is ${Array.isArray(value) ? "a list" : "a map"} and cannot stand inside text`,
  )
}
