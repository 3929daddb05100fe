import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

export const MARKS = ["doc", "obs", "obs-weak", "model", "inf"] as const
/** How well a fact is known (docs/facts, "How to read this"). */
export type Mark = (typeof MARKS)[number]

/** One row of docs/facts: a sentence about real Cognito. */
export interface Fact {
  /** `DIR-085` */
  id: string
  /** The row as written, without its id. */
  text: string
  /** Every mark of the row, and those of the source line below its table. Empty: the row names sources without a mark. */
  marks: readonly Mark[]
  file: string
  line: number
}

const ROW = /^\s*(?:\||[-*])\s*\**`?([A-Z]{3,4}-\d{3}[a-z]?)`?\**\s*\|?\s*(.*?)\s*\|?\s*$/
const SOURCE_LINE = /^Sources?\b.*\[/
const HEADING = /^#/

/** The facts of a folder of Markdown files, in the order of files and lines. @throws Error when an id stands twice */
export function readFacts(folder: string): Fact[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".md"))
  const facts = files
    .sort()
    .map((name) => join(folder, name))
    .flatMap((file) => parseFacts(file, readFileSync(file, "utf8")))
  const byId = new Map<string, Fact>()
  for (const fact of facts) {
    const other = byId.get(fact.id)
    if (other)
      throw new Error(`${fact.id} stands in ${other.file}:${other.line} and in ${fact.file}:${fact.line}`)
    byId.set(fact.id, fact)
  }
  return facts
}

/** The facts of one file: rows of tables and lists that begin with an id. */
export function parseFacts(file: string, text: string): Fact[] {
  const facts: Fact[] = []
  let section: Fact[] = []
  for (const [i, line] of text.split("\n").entries()) {
    if (HEADING.test(line)) section = []
    const [, id, said] = ROW.exec(line) ?? []
    if (id !== undefined && said !== undefined) {
      const fact = { id, text: said, marks: marksIn(said), file, line: i + 1 }
      facts.push(fact)
      section.push(fact)
    } else if (SOURCE_LINE.test(line)) {
      // Marks inside such rows are about parts of them.
      for (const fact of section) fact.marks = [...new Set([...fact.marks, ...marksIn(line)])]
      section = []
    }
  }
  return facts
}

/** `[doc]`, `[obs, single]`, `[class inf]`, `[doc/obs]`: the words in brackets that are marks. */
function marksIn(text: string): Mark[] {
  const found = new Set<Mark>()
  for (const [, words] of text.matchAll(/\[([a-z][a-z ,;/-]*)\]/g))
    for (const word of words!.split(/[ ,;/]+/))
      if ((MARKS as readonly string[]).includes(word)) found.add(word as Mark)
  return [...found]
}

/**
 * Whether a requirement may rest on a fact as `must` or `should` (design §5): by one of its marks, or because the row
 * says what proves it. A row without any mark names its sources, unless it says that nothing is established.
 */
export function isFirm({ marks, text }: Fact): boolean {
  if (marks.some((mark) => mark === "doc" || mark === "obs" || mark === "model")) return true
  return marks.length === 0 ? !/not (?:established|found)/i.test(text) : saysProven(text)
}

/** An inferred row that names an observation of part of it: "FL2 proves type + 400". */
export function saysProven(text: string): boolean {
  return /\bproves\b/.test(text)
}

/** Whether a fact leaves room for a `probe`: something about it is weak, open or in dispute, or it says so itself. */
export function allowsProbe(fact: Fact): boolean {
  return (
    !isFirm(fact) ||
    fact.marks.some((mark) => mark === "inf" || mark === "obs-weak") ||
    /not established|not proven|unclear|disagree|conflict|do not (?:fail|require|rely)|accept (?:both|either)|treat as optional|\bprobe\b|\bmay\b|whether|seems|reported/i.test(
      fact.text,
    )
  )
}

/** Whether a fact says that what it tells cannot be provoked or observed. */
export function saysUntestable({ text }: Fact): boolean {
  return /(?:cannot|can not|can't|never) be (?:provoked|observed|forced|seen)|not (?:observable|provokable|visible)/i.test(
    text,
  )
}
