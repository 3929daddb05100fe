import { ServiceError } from "./errors.ts"
import type { Model, Shape } from "./model.ts"

/** What a body says that the model does not allow; `path` is lowerCamel with 1-based list members (WIRE-018). */
type Problem = { path: string; value: unknown; sensitive: boolean; constraint: string }

/** A compiled shape: `read` takes the JSON apart, `check` reports broken constraints. */
type Compiled = {
  read(value: unknown): unknown
  check(value: never, path: string, problems: Problem[]): void
}

/**
 * A function that turns a parsed body into an operation's input: unknown members and nulls dropped, fractions of
 * integers cut. Throws SerializationException for a wrong type (WIRE-012, WIRE-014), and `violation` with the text
 * of WIRE-018..022 for broken constraints, of members that it `insistsOn`.
 */
export function compileInput(
  model: Model,
  shapeName: string,
  violation: string,
): (body: unknown, insistsOn?: (path: string) => boolean) => unknown {
  const compiled = compiler(model)(shapeName)
  return (body, insistsOn = () => true) => {
    if (body === null || typeof body !== "object") throw new ServiceError("SerializationException", "")
    const input = compiled.read(body)
    const found: Problem[] = []
    compiled.check(input as never, "", found)
    const problems = found.filter(({ path }) => insistsOn(path))
    if (problems.length > 0) throw new ServiceError(violation, violationText(problems))
    return input
  }
}

/** `2 validation errors detected: …; …` */
function violationText(problems: Problem[]): string {
  const items = problems.map(({ path, value, sensitive, constraint }) => {
    const shown = value === undefined ? " null" : sensitive ? "" : ` '${javaString(value)}'`
    return `Value${shown} at '${path}' failed to satisfy constraint: ${constraint}`
  })
  return `${items.length} validation error${items.length === 1 ? "" : "s"} detected: ${items.join("; ")}`
}

function javaString(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(javaString).join(", ")}]`
  if (value instanceof Date) return value.toUTCString()
  if (value === null || typeof value !== "object") return String(value)
  return `{${Object.entries(value)
    .map(([k, v]) => `${k}=${javaString(v)}`)
    .join(", ")}}`
}

function compiler(model: Model): (name: string) => Compiled {
  const done = new Map<string, Compiled>()
  const compile = (name: string): Compiled => {
    const known = done.get(name)
    if (known) return known
    const made = compileShape(name, model.shapes[name]!, compile)
    done.set(name, made)
    return made
  }
  return compile
}

function compileShape(name: string, shape: Shape, compile: (name: string) => Compiled): Compiled {
  switch (shape.type) {
    case "structure":
      return structure(shape, compile)
    case "list":
      return list(shape, compile(shape.member!.shape))
    case "map":
      return map(shape, compile(shape.key!.shape), compile(shape.value!.shape))
    default:
      return scalar(name, shape)
  }
}

function structure(shape: Shape, compile: (name: string) => Compiled): Compiled {
  const members = new Map(
    Object.entries(shape.members!).map(([name, { shape }]) => [
      name,
      { ...compile(shape), path: name[0]!.toLowerCase() + name.slice(1) },
    ]),
  )
  const required = shape.required ?? []
  return {
    read(value) {
      const object = expectObject(value, "Expected null")
      const read: Record<string, unknown> = {}
      for (const key in object) {
        const member = members.get(key)
        if (member && object[key] !== null) read[key] = member.read(object[key])
      }
      return read
    },
    check(value: Record<string, unknown>, path, problems) {
      const prefix = path && `${path}.`
      for (const key of required) {
        if (value[key] !== undefined) continue
        const at = prefix + members.get(key)!.path
        problems.push({ path: at, value: undefined, sensitive: false, constraint: "Member must not be null" })
      }
      for (const key in value) {
        const member = members.get(key)!
        member.check(value[key] as never, prefix + member.path, problems)
      }
    },
  }
}

function list(shape: Shape, member: Compiled): Compiled {
  const checkSize = bounds(shape, "length")
  const own = shape.sensitive === true
  return {
    read(value) {
      if (value !== null && typeof value === "object" && !Array.isArray(value)) {
        throw typeError("Start of structure or map found where not expected.")
      }
      if (!Array.isArray(value)) throw typeError("Expected list or null")
      return value.filter((item) => item !== null).map((item) => member.read(item))
    },
    check(value: unknown[], path, problems) {
      const constraint = checkSize(value.length)
      if (constraint) problems.push({ path, value, sensitive: own, constraint })
      const ofScalars: Problem[] = []
      value.forEach((item, i) => {
        const isScalar = item === null || typeof item !== "object"
        member.check(
          item as never,
          isScalar ? path : `${path}.${i + 1}.member`,
          isScalar ? ofScalars : problems,
        )
      })
      const { constraints, sensitive } = merged(ofScalars)
      if (constraints) {
        problems.push({
          path,
          value,
          sensitive: own || sensitive,
          constraint: `Member must satisfy constraint: ${constraints}`,
        })
      }
    },
  }
}

function map(shape: Shape, key: Compiled, member: Compiled): Compiled {
  const own = shape.sensitive === true
  const checkSize = bounds(shape, "length")
  return {
    read(value) {
      const object = expectObject(value, "Expected map or null")
      const given = Object.entries(object).filter(([, value]) => value !== null)
      // As entries: an assignment would lose the key `__proto__`.
      return Object.fromEntries(given.map(([name, value]) => [name, member.read(value)]))
    },
    check(value: Record<string, unknown>, path, problems) {
      const size = checkSize(Object.keys(value).length)
      if (size) problems.push({ path, value, sensitive: own, constraint: size })
      const ofKeys: Problem[] = []
      const ofValues: Problem[] = []
      for (const name of Object.keys(value)) {
        key.check(name as never, path, ofKeys)
        member.check(value[name] as never, path, ofValues)
      }
      for (const [what, found] of [
        ["keys", ofKeys],
        ["value", ofValues],
      ] as const) {
        const { constraints, sensitive } = merged(found)
        if (!constraints) continue
        const constraint = `Map ${what} must satisfy constraint: ${constraints}`
        problems.push({ path, value, sensitive: own || sensitive, constraint })
      }
    },
  }
}

/** Problems of the scalars in a list or map, told as one: `[constraint, constraint]`. */
function merged(problems: Problem[]): { constraints: string | undefined; sensitive: boolean } {
  const texts = new Set(problems.map((problem) => problem.constraint))
  return {
    constraints: texts.size > 0 ? `[${[...texts].join(", ")}]` : undefined,
    sensitive: problems.some((problem) => problem.sensitive),
  }
}

function scalar(name: string, shape: Shape): Compiled {
  const sensitive = shape.sensitive === true
  const constraints = scalarConstraints(name, shape)
  return {
    read: readers[shape.type] ?? readString,
    check(value: unknown, path, problems) {
      for (const check of constraints) {
        const constraint = check(value as never)
        if (constraint) problems.push({ path, value, sensitive, constraint })
      }
    },
  }
}

type Constraint = (value: never) => string | undefined

function scalarConstraints(name: string, shape: Shape): Constraint[] {
  const constraints: Constraint[] = []
  if (shape.type === "string") {
    const size = bounds(shape, "length")
    if (shape.min !== undefined || shape.max !== undefined) {
      constraints.push((value: string) => size(value.length) && size([...value].length))
    }
    const pattern = servicePatterns[name] ?? shape.pattern
    if (pattern) {
      const expression = javaPattern(pattern)
      constraints.push((value: string) =>
        expression.test(value) ? undefined : `Member must satisfy regular expression pattern: ${pattern}`,
      )
    }
    if (shape.enum) {
      const known = new Set(shape.enum)
      const text = `Member must satisfy enum value set: [${javaSetOrder(shape.enum).join(", ")}]`
      constraints.push((value: string) => (known.has(value) ? undefined : text))
    }
  } else if (shape.type === "integer" || shape.type === "long") {
    constraints.push(bounds(shape, "value"))
  }
  return constraints
}

/** Where the service checks, and prints, another pattern than its model states (DIR-121). */
const servicePatterns: Record<string, string> = { PasswordType: "^[\\S]+.*[\\S]+$" }

/** A Java regular expression that must match the whole text: `(?s)` is Java's way to write the flag, and its `\s` is ASCII. */
function javaPattern(pattern: string): RegExp {
  const [, dotAll, body] = /^(\(\?s\))?(.*)$/s.exec(pattern)!
  const source = body!.replace(/\[(?:\\.|[^\]])*\]|\\s|\\S/gs, (part) => {
    if (part === "\\s") return "[\\t-\\r ]"
    if (part === "\\S") return "[^\\t-\\r ]"
    return part.replaceAll("\\s", "\\t-\\r ").replaceAll("\\S", "\\0-\\x08\\x0e-\\x1f!-\\u{10ffff}")
  })
  return new RegExp(`^(?:${source})$`, dotAll ? "su" : "u")
}

function bounds(shape: Shape, what: "length" | "value"): (size: number) => string | undefined {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = shape
  return (size) => {
    if (size < min) return `Member must have ${what} greater than or equal to ${min}`
    if (size > max) return `Member must have ${what} less than or equal to ${max}`
    return undefined
  }
}

/** The order in which a Java HashSet of these strings is printed, which is the order of the service's texts. */
export function javaSetOrder(values: readonly string[]): string[] {
  let buckets = 16
  while (values.length > buckets * 0.75) buckets *= 2
  const bucket = (text: string) => {
    let hash = 0
    for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0
    return (hash ^ (hash >>> 16)) & (buckets - 1)
  }
  return [...values].sort((a, b) => bucket(a) - bucket(b))
}

function typeError(message: string): ServiceError {
  return new ServiceError("SerializationException", message)
}

function expectObject(value: unknown, otherwise: string): Record<string, unknown> {
  if (Array.isArray(value)) throw typeError("Start of list found where not expected")
  if (value === null || typeof value !== "object") throw typeError(otherwise)
  return value as Record<string, unknown>
}

/** What the service's JSON parser calls a token. */
function tokenError(value: unknown, wanted: string): ServiceError {
  if (Array.isArray(value)) return typeError("Start of list found where not expected")
  if (typeof value === "object") return typeError("Start of structure or map found where not expected.")
  const token = typeof value === "boolean" ? String(value).toUpperCase() : (typeof value).toUpperCase()
  return typeError(`${token}_VALUE can not be converted to ${wanted}`)
}

function readString(value: unknown): string {
  if (typeof value !== "string") throw tokenError(value, "a String")
  return value
}

const wholeNumber = (wanted: string) => (value: unknown) => {
  if (typeof value !== "number") throw tokenError(value, wanted)
  return Math.trunc(value)
}

const readers: Record<string, (value: unknown) => unknown> = {
  string: readString,
  integer: wholeNumber("an Integer"),
  long: wholeNumber("a Long"),
  boolean(value) {
    if (typeof value !== "boolean") throw tokenError(value, "a Boolean")
    return value
  },
  timestamp(value) {
    if (typeof value !== "number") throw tokenError(value, "a Timestamp")
    return new Date(value * 1000)
  },
  blob(value) {
    return Buffer.from(readString(value), "base64")
  },
}
