import type { RunEvent } from "../src/verdict/events.ts"
import type { Verdict } from "../src/verdict/result.ts"
import { plural, short } from "./text.ts"

export interface ProgressOptions {
  write(text: string): void
  /** A terminal: one line that is written over. Otherwise plain lines, one every ten seconds. */
  tty: boolean
  columns?: number
  /** No line for each case that goes wrong: for a target whose deviations are known, most of them are expected. */
  quiet?: boolean
}

const PLAIN_EVERY_MS = 10_000
const TROUBLE: readonly Verdict[] = ["error", "fail", "flaky", "setup"]

/** A listener of a run that shows how far it is, and each case that goes wrong as it does. */
export function progress({
  write,
  tty,
  columns = 80,
  quiet = false,
}: ProgressOptions): (event: RunEvent) => void {
  let total = 0
  let done = 0
  let troubled = 0
  let lastLine = 0

  const bar = () => `${done}/${total}${troubled > 0 ? `, ${troubled} deviating` : ""}`
  const line = (text: string) => write(tty ? `\r\x1b[K${text}\n` : `${text}\n`)
  const status = (running: string) => {
    if (tty) write(`\r\x1b[K${`${bar()}  ${running}`.slice(0, columns - 1)}`)
  }

  return (event) => {
    switch (event.type) {
      case "run-start":
        total = event.cases
        lastLine = event.at
        if (!tty) line(plural(total, "case"))
        return
      case "case-start":
        return status(event.case.id)
      case "case-end": {
        done++
        const { id, verdict, reason } = event.result
        if (TROUBLE.includes(verdict)) {
          troubled++
          if (!quiet || verdict === "error")
            line(
              `${verdict.padEnd(6)} ${id}${verdict === "setup" && reason ? `: ${short(reason, 160)}` : ""}`,
            )
        }
        if (!tty && event.at - lastLine >= PLAIN_EVERY_MS && done < total) {
          lastLine = event.at
          line(bar())
        }
        return status(id)
      }
      case "target-dead":
        return line(`the target died${event.during ? ` during ${event.during}` : ""}: ${short(event.why)}`)
      case "clean-up":
        return status(`cleaned up: ${event.deleted} deleted`)
      case "run-end":
        if (tty) write("\r\x1b[K")
        else line(bar())
    }
  }
}
