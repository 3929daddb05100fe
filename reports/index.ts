import type { RunRecord } from "../src/verdict/record.ts"
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

export { progress } from "./progress.ts"
export { terminal } from "./terminal.ts"
