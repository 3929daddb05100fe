/** `${app.client.id | truncate 5}` as a tree: a dotted path and the pipes that its value goes through. */
export interface Reference {
  /** As written, without `${` and `}`. */
  text: string
  root: string
  members: readonly (string | number)[]
  pipes: readonly Pipe[]
}
export interface Pipe {
  name: string
  args: readonly PipeArgument[]
}
type PipeArgument = { literal: unknown } | { reference: Omit<Reference, "pipes" | "text"> }

/** Pieces of a string with references in it: text, and what stands in `${…}`. */
export type Template = readonly (string | Reference)[]

export class TemplateError extends Error {}

const HOLE = /\$\{((?:[^{}"]|"(?:[^"\\]|\\.)*")*)\}/g

/** Splits a string at its references. @throws TemplateError when what stands inside `${…}` is not a reference. */
export function parseTemplate(text: string): Template {
  const pieces: (string | Reference)[] = []
  let end = 0
  for (const match of text.matchAll(HOLE)) {
    if (match.index > end) pieces.push(text.slice(end, match.index))
    pieces.push(parseReference(match[1]!))
    end = match.index + match[0].length
  }
  if (end < text.length) pieces.push(text.slice(end))
  const rest = pieces.filter((p) => typeof p === "string").join("")
  if (rest.includes("${")) throw new TemplateError(`\`\${\` without its \`}\` in ${JSON.stringify(text)}`)
  return pieces
}

function parseReference(text: string): Reference {
  const [path, ...pipes] = splitOutsideQuotes(text, "|")
  const { root, members } = parsePath(path!.trim())
  return { text: text.trim(), root, members, pipes: pipes.map(parsePipe) }
}

function parsePipe(text: string): Pipe {
  const [name, ...args] = splitOutsideQuotes(text.trim(), " ").filter((part) => part !== "")
  if (!name || !Object.hasOwn(PIPE_ARITY, name))
    throw new TemplateError(`unknown pipe \`${name ?? ""}\`; pipes: ${Object.keys(PIPE_ARITY).join(", ")}`)
  const arity = PIPE_ARITY[name as PipeName]
  if (args.length !== arity)
    throw new TemplateError(
      `the pipe \`${name}\` takes ${arity} argument${arity === 1 ? "" : "s"}, not ${args.length}`,
    )
  return { name, args: args.map(parseArgument) }
}

function parseArgument(text: string): PipeArgument {
  try {
    return { literal: JSON.parse(text) }
  } catch {
    return { reference: parsePath(text) }
  }
}

const SEGMENT = /\.([A-Za-z_][\w-]*)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]/y

function parsePath(text: string): { root: string; members: (string | number)[] } {
  const root = /^[A-Za-z_]\w*/.exec(text)?.[0]
  if (!root) throw new TemplateError(`\`\${${text}}\` does not begin with a name`)
  return { root, members: parseMembers(text, root.length) }
}

/** The path of a `save`: `AuthenticationResult.AccessToken`, `Users[0]["custom:x"]`. */
export function parseSavePath(text: string): (string | number)[] {
  return text === "." ? [] : parseMembers(text.startsWith("[") ? text : `.${text}`, 0)
}

function parseMembers(text: string, from: number): (string | number)[] {
  const members: (string | number)[] = []
  SEGMENT.lastIndex = from
  while (SEGMENT.lastIndex < text.length) {
    const at = SEGMENT.lastIndex
    const match = SEGMENT.exec(text)
    if (!match)
      throw new TemplateError(
        `cannot read \`${text}\` from \`${text.slice(at)}\` on; write \`a.b[0]["odd key"]\``,
      )
    const [, name, index, quoted] = match
    members.push(name ?? (index !== undefined ? Number(index) : (JSON.parse(`"${quoted}"`) as string)))
  }
  return members
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts = [""]
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!
    if (c === "\\" && quoted) parts[parts.length - 1] += c + text[++i]
    else if (c === separator && !quoted) parts.push("")
    else {
      if (c === '"') quoted = !quoted
      parts[parts.length - 1] += c
    }
  }
  return parts
}

/** How many arguments each pipe takes. What they do is in `pipes.ts`. */
export const PIPE_ARITY = {
  default: 1,
  lower: 0,
  upper: 0,
  b64: 0,
  b64decode: 0,
  b64url: 0,
  json: 0,
  parseJson: 0,
  urlencode: 0,
  mutateDigit: 0,
  mutateChar: 0,
  truncate: 1,
  jwtHeader: 0,
  jwtClaims: 0,
  totp: 0,
  secretHash: 1,
  sha256: 0,
} as const
export type PipeName = keyof typeof PIPE_ARITY

/** The value at a path, or `undefined` when something on the way is not there. Own members only. */
export function memberOf(value: unknown, members: readonly (string | number)[]): unknown {
  let at = value
  for (const member of members) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, member)) return undefined
    at = (at as Record<string | number, unknown>)[member]
  }
  return at
}
