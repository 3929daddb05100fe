/** A place in a document: 1-based line and column. */
export interface Position {
  file: string
  line: number
  column: number
}

/** Something wrong in a document, with the place and the way out. */
export interface Problem extends Position {
  /** Lint rule, e.g. `PP001`; each has a page in `docs/lint.md`. */
  rule: string
  severity: "error" | "warning"
  message: string
  fix?: string
}

/** One line a person and an editor's problem matcher can both read. */
export function formatProblem(p: Problem): string {
  const fix = p.fix ? `\n    fix: ${p.fix}` : ""
  return `${p.file}:${p.line}:${p.column}: ${p.severity} ${p.rule}: ${p.message}${fix}`
}

/** Exit codes of the command line (design §3). */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 130

/** An error meant for a person: no stack trace is shown for it, and its exit code is the process's. */
export class PoolproofError extends Error {
  readonly exitCode: ExitCode
  readonly problems: readonly Problem[]
  constructor(message: string, exitCode: ExitCode, problems: readonly Problem[] = []) {
    super(message)
    this.name = "PoolproofError"
    this.exitCode = exitCode
    this.problems = problems
  }
}
