import { join } from "node:path"
import { median, variation } from "../load/lib/statistics.ts"
import { LoadSession } from "../src/cli/load-session.ts"
import { findCapacity } from "../src/load/capacity.ts"
import type { Benchmark } from "./benchmark.ts"
import { startServer } from "./machine.ts"

const LIMIT = 200

/** Whether the search finds a limit that is known (G15). */
export const capacity: Benchmark = {
  name: "capacity",
  goals: "G15",
  async run({ repeats, seconds }) {
    const reference = await startServer(join(import.meta.dirname, "../reference/main.ts"), "0")
    const limited = await startServer(join(import.meta.dirname, "limited-proxy.ts"), "0", [
      reference.endpoint,
      String(LIMIT),
    ])
    const arrivals = { model: "open", stages: [{ from: LIMIT, to: LIMIT, seconds: 1 }] } as const
    const session = await LoadSession.open(
      "login-password",
      "reference",
      arrivals,
      { endpoint: limited.endpoint },
      new AbortController().signal,
    )
    try {
      const found: number[] = []
      let steps = 0
      for (let i = 0; i < repeats; i++) {
        const record = await findCapacity({
          ...session.loadOptions,
          script: "login-password",
          objective: { errors: 0.001 },
          from: 50,
          most: 2000,
          seconds,
          segments: 1,
        })
        found.push(record.highest)
        steps = Math.max(steps, record.steps.length)
      }
      return [
        {
          id: "G15a",
          title: `capacity found ÷ a limit of ${LIMIT}/s`,
          measures: [
            { name: "found", value: median(found), unit: "iterations/s" },
            { name: "most steps of a search", value: steps, unit: "(10 are the goal)" },
          ],
          value: median(found) / LIMIT,
          goal: { least: 0.93, most: 1 },
        },
        {
          id: "G15b",
          title: "variation of the capacity found",
          measures: [],
          value: found.length > 1 ? variation(found) : 0,
          goal: { most: 0.03 },
        },
      ]
    } finally {
      await session.close()
      await limited.stop()
      await reference.stop()
    }
  },
}
