import { execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { promisify } from "node:util"
import { cpuSeconds } from "../src/load/cpu.ts"
import { type K6, requireK6 } from "../src/load/k6.ts"

export const run = promisify(execFile)
export const folder = mkdtempSync(join(tmpdir(), "poolproof-bench-"))

/** Pins every thread of a running process to cores, like "0" or "0,1". */
export async function pin(pid: number, cores: string): Promise<void> {
  await run("taskset", ["-a", "-c", "-p", cores, String(pid)])
}

/** k6 on one core: the generator's, beside the server's. */
export async function pinnedK6(core: string): Promise<K6> {
  const k6 = await requireK6()
  const path = join(folder, `k6-on-${core}`)
  writeFileSync(path, `#!/bin/sh\nexec taskset -c ${core} ${k6.path} "$@"\n`)
  chmodSync(path, 0o755)
  return { ...k6, path }
}

/** A server of ours in a process of its own, which prints { ready, endpoint } and ends with us. */
export interface Server {
  pid: number
  endpoint: string
  stop(): Promise<void>
}

export async function startServer(
  main: string,
  cores: string,
  args: readonly string[] = [],
): Promise<Server> {
  const child = spawn("taskset", ["-c", cores, process.execPath, main, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  process.once("exit", () => child.kill("SIGKILL"))
  const [line] = (await once(createInterface(child.stdout), "line")) as [string]
  const { endpoint } = JSON.parse(line) as { endpoint: string }
  return {
    pid: child.pid!,
    endpoint,
    stop: async () => {
      child.kill("SIGTERM")
      await once(child, "close")
    },
  }
}

/** CPU seconds that a process takes while something happens. */
export async function cpuOf(pid: number, work: () => Promise<void>): Promise<number> {
  const before = cpuSeconds(pid)!
  await work()
  return cpuSeconds(pid)! - before
}

/** Resident memory of a process in bytes. */
export function residentBytes(pid: number): number {
  return 1024 * Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1])
}

/** Requests per second that wrk gets out of a server by a Lua script, from one core. @throws Error for any answer but 2xx */
export async function wrk(
  script: string,
  endpoint: string,
  { core, seconds, connections = 16 }: { core: string; seconds: number; connections?: number },
): Promise<number> {
  const file = join(folder, "wrk.lua")
  writeFileSync(file, script)
  const { stdout } = await run("taskset", [
    "-c",
    core,
    process.env.WRK ?? "wrk",
    "-t1",
    `-c${connections}`,
    `-d${seconds}s`,
    "-s",
    file,
    endpoint,
  ]).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`wrk does not run (apt-get install wrk, or WRK=/path/to/wrk): ${error.message}`)
  })
  const failed = /Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)/.exec(stdout)
  if (failed) throw new Error(`wrk got ${failed[0]}`)
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)![1])
}

/** RSA-2048 signatures per second on one core, by OpenSSL. */
export async function opensslSigns(core: string, seconds: number): Promise<number> {
  const { stdout } = await run("taskset", [
    "-c",
    core,
    "openssl",
    "speed",
    "-seconds",
    String(seconds),
    "rsa2048",
  ])
  return Number(/rsa\s+2048 bits\s+\S+\s+\S+\s+([\d.]+)/.exec(stdout)![1])
}
