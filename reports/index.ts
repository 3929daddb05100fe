import type { RunRecord } from "../src/verdict/record.ts"
import { writeArtefact } from "../src/verdict/record-file.ts"
import { github } from "./github.ts"
import { html } from "./html.ts"
import { junit } from "./junit.ts"
import { markdown } from "./markdown.ts"

/** A format: what makes it of a run record, and the name of its file; without one it is for standard output. */
export interface Report {
  file?: string
  render(record: RunRecord): string
}

/** The formats of `--report`, by name. The terminal's report has options of its own, and `run.json` is always written. */
export const REPORTS = {
  html: { file: "report.html", render: html },
  junit: { file: "junit.xml", render: junit },
  md: { file: "report.md", render: markdown },
  github: { render: github },
} satisfies Record<string, Report>
export type ReportName = keyof typeof REPORTS

/** Writes reports into a folder, and to standard output those that have no file. @throws PoolproofError (exit 4) when one cannot be written */
export function writeReports(dir: string, names: readonly ReportName[], record: RunRecord): void {
  for (const name of names) {
    const { file, render }: Report = REPORTS[name]
    const text = render(record)
    if (file === undefined) process.stdout.write(text)
    else writeArtefact(dir, file, text)
  }
}
