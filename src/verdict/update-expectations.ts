import { isMap, isSeq, LineCounter, type Node, parseDocument, stringify } from "yaml"
import type { RequirementRow, RunRecord } from "./record.ts"

interface Entry {
  id: string
  requirement?: string | string[]
  verdict: string | string[]
  reason: string
}

/** What an update did to the entries, by id. */
export interface Update {
  text: string
  added: string[]
  changed: string[]
  removed: string[]
}

const HEAD = "poolproof: 1\nkind: Expectations\ntarget: TARGET\nentries:\n"

/**
 * The smallest edit of an expectations file after which the record's run conforms to it: entries for what deviated
 * unexpectedly are added at its end; what passes now, or matches nothing, is taken out of it. Every other line stays,
 * comments included. A new entry's reason is what was found, for a person to put into words.
 */
export function updateExpectations(text: string | undefined, record: RunRecord): Update {
  const before = text ?? HEAD.replace("TARGET", record.target.name)
  const { unexpectedPasses, unmatched } = record.expectations
  const removed = new Set(unmatched)
  const narrowed = new Map<string, string[]>()
  for (const [entry, passes] of Map.groupBy(unexpectedPasses, (pass) => pass.entry)) {
    const left = record.requirements.filter(
      (row) => row.expected?.by === entry && !passes.some(({ requirement }) => requirement === row.id),
    )
    if (left.length === 0) removed.add(entry)
    else
      narrowed.set(
        entry,
        left.map(({ id }) => id),
      )
  }
  const added = newEntries(record)
  const edited = editEntries(before, removed, narrowed)
  const appended =
    added.length === 0
      ? ""
      : stringify(added, { lineWidth: 0 })
          .replace(/^/gm, "  ")
          .replace(/[ \t]+$/gm, "")
  const joint = appended === "" || edited.endsWith("\n") ? "" : "\n"
  return {
    text: edited.replace(/^entries: *\[ *\] *$/m, appended ? "entries:" : "entries: []") + joint + appended,
    added: added.map(({ id }) => id),
    changed: [...narrowed.keys()],
    removed: [...removed],
  }
}

/** One entry a requirement; one for all operations of a wire rule that every operation broke. */
function newEntries({ requirements, cases, expectations }: RunRecord): Entry[] {
  const unexpected = requirements.filter(({ standing }) => standing === "unexpected")
  const taken = new Set(
    requirements.flatMap(({ expected }) => expected?.by ?? []).concat(expectations.expired),
  )
  const rules = Map.groupBy(
    requirements.filter(({ id }) => id.startsWith("wire.")),
    ({ id }) => ruleOf(id),
  )
  const whole = [...rules].filter(
    ([, rows]) => rows.length > 1 && rows.every(({ standing }) => standing === "unexpected"),
  )
  const wholeRules = new Set(whole.map(([rule]) => rule))
  const entries = [
    ...unexpected.filter(({ id }) => !wholeRules.has(ruleOf(id))).map((row) => entryOf(row, row.id)),
    ...whole.map(([rule, [row]]) => entryOf(row!, `${rule}/*`)),
  ]
  return entries.map((entry) => ({ ...entry, id: unique(entry.id, taken) }))

  function entryOf(row: RequirementRow, requirement: string): Entry {
    const id = requirement.replaceAll("/*", "").replaceAll("/", ".")
    return { id, requirement, verdict: row.verdict, reason: reasonOf(row) }
  }

  function reasonOf({ id, findings, verdict }: RequirementRow): string {
    const own = cases.flatMap(({ judgements }) =>
      judgements.filter((j) => j.requirement === id).flatMap((j) => j.findings),
    )
    const finding = [...own, ...findings].find(({ severity }) => severity === "hard")
    const mismatch = finding?.mismatches[0]
    if (finding && mismatch)
      return `${finding.says}: ${mismatch.path} is ${mismatch.received}, not ${mismatch.expected}`
    return (
      finding?.says ??
      cases.find((c) => c.requirements.includes(id) && c.reason)?.reason ??
      `the verdict is ${verdict}`
    )
  }
}

function ruleOf(id: string): string {
  return id.slice(0, id.lastIndexOf("/"))
}

function unique(id: string, taken: Set<string>): string {
  let name = id
  for (let n = 2; taken.has(name); n++) name = `${id}-${n}`
  taken.add(name)
  return name
}

/** Takes entries out, or narrows what they are about, line by line. */
function editEntries(
  text: string,
  removed: ReadonlySet<string>,
  narrowed: ReadonlyMap<string, string[]>,
): string {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter })
  const entries = document.get("entries")
  if (!isSeq(entries)) return text
  const lines = text.split("\n")
  const lineOf = (offset: number) => counter.linePos(offset).line - 1
  for (const item of [...entries.items].reverse()) {
    if (!isMap(item) || !item.range) continue
    const id = String(item.get("id"))
    const first = lineOf(item.range[0])
    if (removed.has(id)) lines.splice(first, lineOf(Math.max(item.range[1] - 1, item.range[0])) - first + 1)
    const left = narrowed.get(id)
    const node = left && (item.get("requirement", true) as Node | undefined)
    if (!node?.range) continue
    const start = lineOf(node.range[0])
    const end = lineOf(Math.max(node.range[1] - 1, node.range[0]))
    const indent = " ".repeat(counter.linePos(item.range[0]).col - 1)
    const keyLine = isSeq(node) && !node.flow ? start - 1 : start
    const head = lines[keyLine]!.slice(0, lines[keyLine]!.indexOf("requirement:"))
    lines.splice(
      keyLine,
      end - keyLine + 1,
      `${head}requirement:`,
      ...left!.map((requirement) => `${indent}  - ${requirement}`),
    )
  }
  return lines.join("\n")
}
