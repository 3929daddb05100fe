import { readFileSync } from "node:fs"

// Linux counts in hundredths of a second, whatever the kernel's own tick is.
const TICKS_PER_SECOND = 100

/** CPU seconds that a process has used so far; undefined where nobody can tell (no /proc, or it has ended). */
export function cpuSeconds(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
    const [utime, stime] = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .slice(11, 13)
      .map(Number)
    return (utime! + stime!) / TICKS_PER_SECOND
  } catch {
    return undefined
  }
}

/** Cores that processes kept busy on average while it ran; undefined where nobody can tell. */
export class CpuMeter {
  readonly #pids: readonly number[]
  readonly #first: (number | undefined)[]
  readonly #last: (number | undefined)[]
  readonly #started = performance.now()
  readonly #timer: NodeJS.Timeout
  #ended = this.#started

  constructor(pids: readonly number[]) {
    this.#pids = pids
    this.#first = pids.map(cpuSeconds)
    this.#last = [...this.#first]
    // The last look before a process ends is the one that counts.
    this.#timer = setInterval(() => this.#look(), 200).unref()
  }

  stop(): number | undefined {
    this.#look()
    clearInterval(this.#timer)
    const seconds = (this.#ended - this.#started) / 1000
    if (this.#pids.length === 0 || this.#last.includes(undefined) || seconds <= 0) return undefined
    return this.#last.reduce<number>((sum, last, i) => sum + last! - (this.#first[i] ?? 0), 0) / seconds
  }

  #look(): void {
    for (const [i, pid] of this.#pids.entries()) {
      const seconds = cpuSeconds(pid)
      if (seconds === undefined) continue
      this.#last[i] = seconds
      this.#ended = performance.now()
    }
  }
}
