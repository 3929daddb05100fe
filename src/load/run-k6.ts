import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Artefact, LoadConfig } from "../../load/lib/config.ts"
import type { SampleLine } from "../../load/lib/sample.ts"
import { CpuMeter } from "./cpu.ts"
import type { K6 } from "./k6.ts"
import { readStream } from "./stream.ts"

/** How long k6 may take to end after it was asked to. */
const PATIENCE_MS = 15_000

export interface K6Run {
  k6: K6
  /** Path of the script. */
  script: string
  config: Omit<LoadConfig, "artefacts">
  artefacts: Partial<Record<Artefact, readonly string[]>>
  segments: number
  /** Further outputs of k6's own, as `--out` takes them. */
  outputs?: readonly string[]
  tags?: Readonly<Record<string, string>>
  /** Ends the run before its time. */
  signal: AbortSignal
  onSample: (line: SampleLine) => void
}

/** How a run of k6 ended. */
export interface K6Ended {
  /** Exit codes of the segments. */
  codes: (number | null)[]
  /** What k6 itself had to say, without repetitions. */
  messages: string[]
  /** Cores that k6 kept busy on average; undefined where nobody can tell. */
  cores: number | undefined
  seconds: number
}

/** Runs a script in as many k6 processes as there are segments, and reads what they leave behind while they run. */
export async function runK6({
  k6,
  script,
  config,
  artefacts,
  segments,
  outputs = [],
  tags = {},
  signal,
  onSample,
}: K6Run): Promise<K6Ended> {
  const folder = mkdtempSync(join(tmpdir(), "poolproof-load-"))
  try {
    const file = writeConfig(folder, config, artefacts)
    const started = performance.now()
    const messages = new Set<string>()
    const running = Array.from({ length: segments }, (_, n) => {
      const stream = join(folder, `segment-${n + 1}.ndjson`)
      const args = [
        "run",
        ...quiet(stream),
        ...segment(n, segments),
        ...outputs.flatMap((out) => ["--out", out]),
        ...tagArguments({ ...tags, segment: String(n + 1) }),
        script,
      ]
      // A generator that collects its garbage less often keeps time better, for some memory.
      const child = spawn(k6.path, args, {
        stdio: ["ignore", "ignore", "pipe"],
        env: { GOGC: "400", ...process.env, ...ENVIRONMENT, PP_CONFIG: file },
      })
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        for (const line of text.split("\n"))
          if (line.trim() !== "" && messages.size < 20) messages.add(line.trim())
      })
      let over = false
      const ended = once(child, "close").then(([code]) => {
        over = true
        return code as number | null
      })
      return { child, ended, reading: readStream(stream, onSample, () => over) }
    })
    const cpu = new CpuMeter(running.map(({ child }) => child.pid ?? 0))
    const kill = (how: NodeJS.Signals) => {
      for (const { child } of running) child.kill(how)
    }
    const stop = () => {
      kill("SIGINT")
      setTimeout(() => kill("SIGKILL"), PATIENCE_MS).unref()
    }
    if (signal.aborted) stop()
    else signal.addEventListener("abort", stop, { once: true })
    const codes = await Promise.all(running.map(({ ended }) => ended))
    signal.removeEventListener("abort", stop)
    const cores = cpu.stop()
    await Promise.all(running.map(({ reading }) => reading))
    return { codes, messages: [...messages], cores, seconds: (performance.now() - started) / 1000 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** k6 neither calls home nor builds itself anew. */
const ENVIRONMENT = { K6_NO_USAGE_REPORT: "true", K6_AUTO_EXTENSION_RESOLUTION: "false" }

/** Our stream, and nothing else: k6's own summary would keep every sample in memory, and is of one segment only. */
function quiet(stream: string): string[] {
  return [
    "--quiet",
    "--summary-mode=disabled",
    "--no-thresholds",
    "--log-format=raw",
    `--console-output=${stream}`,
  ]
}

/** The n-th of so many equal parts. */
export function segment(n: number, of: number): string[] {
  if (of === 1) return []
  const point = (i: number) => (i === 0 ? "0" : i === of ? "1" : `${i}/${of}`)
  return [
    "--execution-segment",
    `${point(n)}:${point(n + 1)}`,
    "--execution-segment-sequence",
    Array.from({ length: of + 1 }, (_, i) => point(i)).join(","),
  ]
}

function tagArguments(tags: Readonly<Record<string, string>>): string[] {
  return Object.entries(tags).flatMap(([name, value]) => ["--tag", `${name}=${value}`])
}

/** Writes what a script reads: its configuration, and a file for each kind of artefact. Returns the configuration's path. */
export function writeConfig(folder: string, config: K6Run["config"], artefacts: K6Run["artefacts"]): string {
  const files: Partial<Record<Artefact, string>> = {}
  for (const [kind, lines] of Object.entries(artefacts) as [Artefact, readonly string[]][]) {
    files[kind] = join(folder, `${kind}.txt`)
    writeFileSync(files[kind], lines.join("\n"), { mode: 0o600 })
  }
  const file = join(folder, "config.json")
  writeFileSync(file, JSON.stringify({ ...config, artefacts: files } satisfies LoadConfig), { mode: 0o600 })
  return file
}
