import { styleText } from "node:util"
import type { FaultResult, Proof } from "../src/verdict/proof.ts"
import { plural, short } from "./text.ts"

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string

/** Requirements of one fault that are listed before it is cut short. */
const ROWS_SHOWN = 5

/** What one fault came to, on a line, and what is wrong with it below. */
export function faultLines(fault: FaultResult, color = false): string {
  const paint = painter(color)
  const { name, named, overreach, dead, cases, ms } = fault
  const survived = named.filter(({ red }) => !red)
  const words = [
    survived.length > 0 ? paint("red", "survived") : paint("green", "killed"),
    ...(overreach.length > 0 || dead !== undefined ? [paint("red", "overreaches")] : []),
  ]
  const lines = [
    `${words.join(", ")}  ${paint("bold", name)}  (${plural(cases, "case")}, ${(ms / 1000).toFixed(1)} s)`,
  ]
  for (const { requirement, why } of survived)
    lines.push(`  unnoticed   ${requirement}: ${short(why ?? "", 160)}`)
  if (dead !== undefined) lines.push(`  the endpoint died: ${short(dead, 160)}`)
  for (const { requirement, case: id, verdict, reason } of overreach.slice(0, ROWS_SHOWN))
    lines.push(`  disturbed   ${requirement}: ${verdict} in ${id}${reason ? `, ${short(reason, 160)}` : ""}`)
  if (overreach.length > ROWS_SHOWN)
    lines.push(`  and ${plural(overreach.length - ROWS_SHOWN, "judgement")} more`)
  return lines.join("\n")
}

/** The end of a proof for a person: every fault with the requirements that notice it, what nothing kills, and the sums. */
export function killMatrix(proof: Proof, { color = false }: { color?: boolean } = {}): string {
  const paint = painter(color)
  const { matrix, unkilled, failing, survivors, overreaching } = proof
  const width = Math.max(0, ...matrix.map(({ name }) => name.length))
  const sections = [
    matrix
      .flatMap(({ name, named, overreach, dead }) => {
        const marks = named.map(
          ({ requirement, red }) => `${red ? paint("green", "●") : paint("red", "○")} ${requirement}`,
        )
        const disturbed = unique(overreach.map(({ requirement }) => `${paint("red", "✗")} ${requirement}`))
        const shown = [...marks, ...disturbed.slice(0, ROWS_SHOWN)]
        if (disturbed.length > ROWS_SHOWN) shown.push(`  and ${disturbed.length - ROWS_SHOWN} more`)
        if (dead !== undefined) shown.push(`${paint("red", "✗")} the endpoint died`)
        return shown.map((text, i) => `${(i === 0 ? name : "").padEnd(width)}  ${text}`)
      })
      .join("\n"),
    matrix.length > 0 ? "● notices it  ○ does not  ✗ is disturbed, and was not named" : "",
    listed("No fault kills", unkilled, paint),
    listed("Not passing without a fault, so that nothing is proven of them", failing, paint),
    paint(
      survivors.length + unkilled.length + overreaching.length === 0 ? "green" : "red",
      `${proof.killed} of ${plural(proof.faults, "fault")} killed, ${plural(survivors.length, "survivor")}, ${overreaching.length} overreaching, ${unkilled.length} unkilled; ${proof.seconds.toFixed(1)} s`,
    ),
  ]
  return `${sections.filter((text) => text !== "").join("\n\n")}\n`
}

/** The kill matrix as a page. */
export function killMatrixPage(proof: Proof): string {
  const { matrix, unkilled, failing } = proof
  const rows = matrix.map(({ name, says, named, overreach, dead }) => {
    const marks = named.map(({ requirement, red }) => `${red ? "●" : "**○**"} \`${requirement}\``)
    const disturbed = unique(overreach.map(({ requirement }) => `**✗** \`${requirement}\``))
    const cells = [...marks, ...disturbed, ...(dead === undefined ? [] : ["**✗** the endpoint died"])]
    return `| \`${name}\` | ${says.replaceAll("|", "\\|")} | ${cells.join("<br>")} |`
  })
  const list = (title: string, ids: readonly string[]) =>
    ids.length > 0 ? ["", `### ${title}`, "", ...ids.map((id) => `- \`${id}\``)] : []
  return [
    "# Kill matrix",
    "",
    `${proof.killed} of ${plural(proof.faults, "fault")} killed, ${plural(proof.survivors.length, "survivor")}, ${proof.overreaching.length} overreaching, ${unkilled.length} unkilled.`,
    "● notices it, ○ does not, ✗ is disturbed and was not named.",
    "",
    "| fault | what goes wrong | requirements |",
    "| --- | --- | --- |",
    ...rows,
    ...list("No fault kills", unkilled),
    ...list("Not passing without a fault", failing),
    "",
  ].join("\n")
}

/** Requirements, a line an area. */
function listed(title: string, ids: readonly string[], paint: Paint): string {
  if (ids.length === 0) return ""
  const areas = Map.groupBy(ids, (id) => id.split("/")[0]!)
  const lines = [...areas].map(([area, of]) =>
    `  ${area}  ${of.map((id) => id.slice(area.length + 1)).join(", ")}`.trimEnd(),
  )
  return [paint("bold", title), ...lines].join("\n")
}

function painter(color: boolean): Paint {
  return color ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}
