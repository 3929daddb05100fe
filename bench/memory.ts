import { spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { writeConfig } from "../src/load/run-k6.ts"
import type { Benchmark } from "./benchmark.ts"
import { configFor, stub } from "./generator.ts"
import { folder, pinnedK6, residentBytes } from "./machine.ts"

/** How k6's memory grows with the requests it made (G12): as `poolproof load` runs it, and as k6 runs by default. */
export const memory: Benchmark = {
  name: "memory",
  goals: "G12",
  async run({ seconds }) {
    const server = await stub()
    try {
      const growth = async (args: readonly string[]) => {
        const config = configFor(server.endpoint, { model: "closed", seconds: 4 * seconds }, 20)
        const child = spawn(
          (await pinnedK6("1")).path,
          [
            "run",
            "--quiet",
            "--no-usage-report",
            "--log-format=raw",
            `--console-output=${join(folder, "memory.ndjson")}`,
            ...args,
            join(import.meta.dirname, "../load/login-password.ts"),
          ],
          {
            stdio: "ignore",
            env: { ...process.env, PP_CONFIG: writeConfig(folder, config, {}) },
          },
        )
        const ended = once(child, "close")
        const count = async () =>
          ((await (await fetch(`${server.endpoint}/count`)).json()) as { count: number }).count
        // The first quarter is start-up: heaps grow to their size.
        await sleep(seconds * 1000)
        await count()
        const before = residentBytes(child.pid!)
        await sleep(2.5 * seconds * 1000)
        const bytes = residentBytes(child.pid!) - before
        const perRequest = bytes / (await count())
        await ended
        return perRequest
      }
      const soak = await growth(["--summary-mode=disabled", "--no-thresholds"])
      const byDefault = await growth([])
      return [
        {
          id: "G12",
          title: "growth of k6's memory as we run it ÷ by default",
          measures: [
            { name: "ours", value: soak, unit: "bytes a request" },
            { name: "default", value: byDefault, unit: "bytes a request" },
          ],
          value: Math.max(0, soak) / byDefault,
          goal: { most: 0.02 },
        },
      ]
    } finally {
      await server.stop()
    }
  },
}
