import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"

/**
 * When a process started, as a text that no other process with the same pid has: on Linux the boot and the clock
 * tick, elsewhere what `ps` says. Undefined when there is no such process.
 */
export function processStart(pid: number): string | undefined {
  try {
    if (process.platform === "linux") {
      const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
      // The second field is the program's name in parentheses, and may hold anything; the 22nd is the start.
      const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
      return state === "Z" ? undefined : `${boot}:${fields[18]}`
    }
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || undefined
  } catch {
    return undefined
  }
}
