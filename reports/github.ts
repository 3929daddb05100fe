import type { RunRecord } from "../src/verdict/record.ts"
import { exitMeaning, failuresOf, staleExpectations } from "./summary.ts"
import { printable } from "./text.ts"

/** GitHub shows ten annotations of a kind a step. */
const SHOWN = 9

/** Workflow commands that annotate a change on GitHub: an error at the step that failed, one a failure, and the whole at last. */
export function github(record: RunRecord): string {
  const failures = failuresOf(
    record,
    record.requirements.filter(({ standing }) => standing === "unexpected"),
  )
  const commands = failures.slice(0, SHOWN).map(({ rows, deviations: [first] }) => {
    const [row, ...others] = rows
    const says = first?.finding?.says ?? first?.reason ?? "no case judged it"
    const more = others.length > 0 ? ` (and ${others.length} more)` : ""
    const again = first ? `\npoolproof replay ${first.case.replay}` : ""
    return command(
      "error",
      first?.finding?.where ?? first?.case.where ?? row.where,
      `${row.verdict}: ${row.id}${more}`,
      `${row.says}\n${says}${again}`,
    )
  })
  const stale = staleExpectations(record)
    .slice(0, SHOWN)
    .map(({ entry, says }) =>
      command("warning", record.expectations.file ?? "", `stale expectation ${entry}`, says),
    )
  const whole = command(record.exit === 0 ? "notice" : "error", "", "poolproof", exitMeaning(record))
  return `${[...commands, ...stale, whole].join("\n")}\n`
}

function command(
  kind: "error" | "warning" | "notice",
  where: string,
  title: string,
  message: string,
): string {
  const [, file = where, line] = /^(.*):(\d+)$/.exec(where) ?? []
  const properties = [
    ...(file ? [`file=${property(file)}`] : []),
    ...(line ? [`line=${line}`] : []),
    `title=${property(title)}`,
  ]
  return `::${kind} ${properties.join(",")}::${data(message)}`
}

/** What would end a command, or begin another, is encoded. */
function data(text: string): string {
  return printable(text).replaceAll("%", "%25").replaceAll("\n", "%0A")
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C")
}
