import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  visit,
} from "yaml"
import type { Position, Problem } from "./problem.ts"

export type Path = readonly (string | number)[]

/** A parsed YAML file: plain JSON values, and where each of them stands. */
export interface Source {
  file: string
  value: unknown
  /**
   * Where the value at `path` stands; the key instead of the value with `key: true`; a word inside the value with `word`.
   * Falls back to the nearest parent.
   */
  locate(path: Path, options?: { key?: boolean; word?: string }): Position
}

/**
 * Parses one YAML 1.2 (core schema) document and keeps positions. Anchors, aliases, merge keys, tags,
 * duplicate keys and further documents are problems, not features: a scenario says what it says.
 */
export function parseYaml(file: string, text: string): { source?: Source; problems: Problem[] } {
  const lines = new LineCounter()
  const problems: Problem[] = []
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const report = (offset: number, rule: string, message: string, fix?: string) =>
    problems.push({ ...at(offset), rule, severity: "error", message, ...(fix ? { fix } : {}) })

  const documents = parseAllDocuments(text, {
    version: "1.2",
    schema: "core",
    lineCounter: lines,
    prettyErrors: false,
  })
  const doc = Array.isArray(documents) ? documents[0] : undefined
  if (!doc?.contents) {
    report(0, "PP101", "the file holds no document", "begin with `poolproof: 1`")
    return { problems }
  }
  const second = documents[1]
  if (second)
    report(
      second.range?.[0] ?? 0,
      "PP102",
      "one document per file",
      "move the second document to a file of its own",
    )
  for (const { code, pos, message } of [...doc.errors, ...doc.warnings])
    if (code !== "TAG_RESOLVE_FAILED") report(pos[0], "PP103", yamlMessage(message), YAML_FIXES[code])

  visit(doc, {
    Alias: (_, node) =>
      report(
        node.range?.[0] ?? 0,
        "PP104",
        "YAML aliases are not part of the language",
        "write the value out, or move it to `given`",
      ),
    Pair: (_, pair) => {
      if (isScalar(pair.key) && pair.key.value === "<<")
        report(
          pair.key.range?.[0] ?? 0,
          "PP104",
          "YAML merge keys are not part of the language",
          "write the members out",
        )
    },
    Node: (_, node) => {
      const { anchor, tag, range } = node as Node & { anchor?: string; tag?: string }
      if (tag)
        report(
          text.slice(0, range?.[0] ?? 0).search(/!!?[^\s!]*\s*$/),
          "PP104",
          "YAML tags are not part of the language",
          "write the value without one",
        )
      if (anchor && !isAlias(node))
        report(
          range?.[0] ?? 0,
          "PP104",
          "YAML anchors are not part of the language",
          "write the value where it is needed, or move it to `given`",
        )
    },
  })
  if (problems.length > 0) return { problems }
  return {
    problems,
    source: {
      file,
      value: doc.toJS(),
      locate: (path, { key = false, word = "" } = {}) => {
        const [start, end] = rangeOf(doc, path, key)
        const within = text.slice(start, end).indexOf(word)
        return at(start + Math.max(within, 0))
      },
    },
  }
}

type Range = readonly [start: number, end: number]

/** Start and end of a value, or of its key, or of the nearest parent that is there. */
function rangeOf(doc: Document, path: Path, ofKey: boolean): Range {
  let node: unknown = doc.contents
  let range = spanOf(node) ?? [0, 0]
  for (const [i, step] of path.entries()) {
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step),
      )
      if (!pair) return range
      const key = spanOf(pair.key) ?? range
      range = ofKey && i === path.length - 1 ? key : (spanOf(pair.value) ?? key)
      node = pair.value
    } else if (isSeq(node)) {
      const item = node.items[Number(step)]
      range = spanOf(item) ?? range
      if (item === undefined) return range
      node = item
    } else return range
  }
  return range
}

function spanOf(node: unknown): Range | undefined {
  const range = (node as { range?: [number, number, number] } | null | undefined)?.range
  return range && [range[0], range[1]]
}

/** The way out of mistakes that have only one. */
const YAML_FIXES: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: "keep one of them",
  TAB_AS_INDENT: "indent with spaces",
}

function yamlMessage(message: string): string {
  return message.split("\n")[0]!.replace(/ at line \d+, column \d+:?$/, "")
}
