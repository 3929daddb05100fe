import { meant, nearest } from "../../model/nearest.ts"
import { PIPE_ARITY, parseSavePath, parseTemplate, TemplateError } from "../template.ts"
import type { Path } from "../yaml.ts"
import type { Place } from "./places.ts"
import type { Finding, Rule } from "./rule.ts"

/** Every string below a value with its path. */
function* stringsIn(value: unknown, path: Path): Generator<{ text: string; path: Path }> {
  if (typeof value === "string") yield { text: value, path }
  else if (typeof value === "object" && value !== null)
    for (const [key, member] of Object.entries(value)) {
      const inner = [...path, Array.isArray(value) ? Number(key) : key]
      yield { text: key, path: inner }
      yield* stringsIn(member, inner)
    }
}

function* referenceFindings(place: Place): Generator<Finding> {
  const { source, scope, row } = place
  const where = row === undefined ? "" : ` (case \`${row}\`)`
  for (const { text, path } of stringsIn(place.value, place.path)) {
    if (!text.includes("${")) continue
    try {
      for (const piece of parseTemplate(text)) {
        if (typeof piece === "string") continue
        for (const { message, fix } of scope.problemsOf(piece)) {
          const ofRow = message.startsWith("`case`") ? where : ""
          yield {
            source,
            path,
            word: piece.text,
            message: `${message}${ofRow}`,
            fix: later(place, piece.root) ?? fix,
          }
        }
      }
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error
      yield { source, path, word: "${", ...templateProblem(error.message) }
    }
  }
}

/** A pipe that was misspelt is named; the list of pipes is the way out otherwise. */
function templateProblem(message: string): { message: string; fix?: string | undefined } {
  const [says, fix] = message.split("; ")
  const pipe = /^unknown pipe `(.*)`$/.exec(says!)?.[1]
  return { message: says!, fix: meant(pipe && nearest(pipe, Object.keys(PIPE_ARITY))) ?? fix }
}

/** A name that a step further down saves: the reference comes too early. */
function later({ document, scope }: Place, root: string): string | undefined {
  if (scope.get(root) !== undefined || !("steps" in document)) return undefined
  if (Object.hasOwn(document.given ?? {}, root)) return `\`given\` is made in order: move \`${root}\` up`
  const step = document.steps.find(({ id, ...fields }) => {
    const save = "save" in fields ? fields.save : undefined
    return id === root || save === root || (typeof save === "object" && Object.hasOwn(save, root))
  })
  return step && `it is saved at ${step.where}; move that step up`
}

function* savePathFindings({ source, path, step, nested }: Place): Generator<Finding> {
  const save = step && !nested && "save" in step ? step.save : undefined
  if (typeof save !== "object") return
  for (const [name, rule] of Object.entries(save)) {
    try {
      parseSavePath(typeof rule === "string" ? rule : rule.path)
    } catch (error) {
      const [message, fix] = (error as Error).message.split("; ")
      yield { source, path: [...path, "save", name], message: message!, fix }
    }
  }
}

/** PP003: every reference finds something, and was written as one. */
export const references: Rule = {
  id: "PP003",
  title: "Unknown or forward reference",
  *check({ places }) {
    for (const place of places) {
      yield* referenceFindings(place)
      yield* savePathFindings(place)
    }
  },
}
