import { cpus } from "node:os"
import { join } from "node:path"
import type { Arrivals } from "../load/lib/arrivals.ts"
import type { LoadConfig } from "../load/lib/config.ts"
import { median } from "../load/lib/statistics.ts"
import { sizeVus } from "../src/load/load.ts"
import { runK6 } from "../src/load/run-k6.ts"
import { Tally } from "../src/load/tally.ts"
import { type Benchmark, compared, inTurns, type Outcome } from "./benchmark.ts"
import { pin, pinnedK6, type Server, startServer } from "./machine.ts"

const OURS = join(import.meta.dirname, "../load/login-password.ts")
const BARE = join(import.meta.dirname, "k6/bare.ts")
const NO_STREAM = join(import.meta.dirname, "k6/no-stream.ts")
/** The generator's core; the stub has the other one. */
const CORE = "1"

export function stub(): Promise<Server> {
  return startServer(join(import.meta.dirname, "stub.ts"), "0")
}

export function configFor(
  endpoint: string,
  arrivals: Arrivals,
  vus: number,
  users = 1000,
): Omit<LoadConfig, "artefacts"> {
  return {
    endpoint,
    jwksUrl: `${endpoint}/jwks`,
    region: "us-east-1",
    userPoolId: "us-east-1_Example01",
    clientId: "stub",
    users: { seed: 1, count: users, mfa: 0 },
    run: "bench",
    arrivals,
    flows: [],
    vus,
    expected: {
      iss: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01",
      clientId: "stub",
      accessSeconds: 3600,
      idSeconds: 3600,
    },
    auditEvery: 10,
  }
}

export async function drive(
  server: Server,
  script: string,
  arrivals: Arrivals,
  { vus, segments = 1, users, tally }: { vus: number; segments?: number; users?: number; tally?: Tally },
) {
  const k6 = await pinnedK6(CORE)
  await (await fetch(`${server.endpoint}/count`)).json()
  const startedAt = Date.now()
  const ended = await runK6({
    k6,
    script,
    config: configFor(server.endpoint, arrivals, vus, users),
    artefacts: {},
    segments,
    signal: new AbortController().signal,
    onSample: (line) => tally?.add(line),
  })
  const { count, first } = (await (await fetch(`${server.endpoint}/count`)).json()) as {
    count: number
    first: number
  }
  return {
    requests: count,
    untilFirst: (first - startedAt) / 1000,
    cpuSeconds: (ended.cores ?? 0) * ended.seconds,
  }
}

/** What checking every token costs k6 (G1, G2), whether it keeps time (G4), and what the stream costs (G13). */
export const scriptCost: Benchmark = {
  name: "script",
  goals: "G1 G2 G4 G13",
  async run({ repeats, seconds }) {
    const server = await stub()
    // Who reads the stream shall not take the generator's core either.
    await pin(process.pid, "0")
    const outcomes: Outcome[] = []
    try {
      const closed: Arrivals = { model: "closed", seconds }
      const perSecond = (script: string) => async () =>
        (await drive(server, script, closed, { vus: 20 })).requests / seconds
      const throughput = await inTurns(repeats, perSecond(OURS), perSecond(BARE))
      outcomes.push(
        compared(
          {
            id: "G1",
            title: "login-password ÷ bare http.post, 20 VUs, one core",
            goal: { least: 0.55 },
            unit: "iterations/s",
            names: ["login-password", "bare"],
          },
          throughput,
        ),
      )

      const rate = Math.min(2000, Math.floor(0.6 * median(throughput.a)))
      const open: Arrivals = { model: "open", stages: [{ from: rate, to: rate, seconds }] }
      const cpu = (script: string) => async () => (await drive(server, script, open, { vus: 15 })).cpuSeconds
      outcomes.push(
        compared(
          {
            id: "G2",
            title: `CPU of login-password ÷ bare, ${rate}/s, 15 VUs`,
            goal: { most: 1.4 },
            unit: "CPU s",
            names: ["login-password", "bare"],
          },
          await inTurns(repeats, cpu(OURS), cpu(BARE)),
        ),
      )

      const tally = new Tally(open, 1)
      // As many VUs as `poolproof load` takes: fifteen are too few for the first moments, when connections are opened.
      await drive(server, OURS, open, { vus: sizeVus("login-password", open, 0), tally })
      outcomes.push({
        id: "G4",
        title: `lateness of starts at ${rate}/s, 99th percentile in ms`,
        measures: [{ name: "dropped", value: tally.missing, unit: "iterations" }],
        value: tally.missing > 1 ? Number.POSITIVE_INFINITY : tally.lag.quantile(0.99),
        goal: { most: 3 },
      })

      outcomes.push(
        compared(
          {
            id: "G13a",
            title: "login-password ÷ the same without its line",
            goal: { least: 0.85 },
            unit: "iterations/s",
            names: ["with", "without"],
          },
          await inTurns(repeats, perSecond(OURS), perSecond(NO_STREAM)),
        ),
      )
      return outcomes
    } finally {
      await pin(process.pid, `0-${cpus().length - 1}`)
      await server.stop()
    }
  },
}

/** What sharing a load among processes costs (G10), and how long a start takes with many users (G14). */
export const processes: Benchmark = {
  name: "processes",
  goals: "G10 G14",
  async run({ repeats, seconds }) {
    const server = await stub()
    try {
      const open: Arrivals = { model: "open", stages: [{ from: 1000, to: 1000, seconds }] }
      const cpu = (segments: number) => async () =>
        (await drive(server, OURS, open, { vus: 16, segments })).cpuSeconds
      const shared = await inTurns(repeats, cpu(2), cpu(1))
      const tally = new Tally(open, 0)
      await drive(server, OURS, open, { vus: 16, segments: 2, tally })
      const once: Arrivals = { model: "once", iterations: 1 }
      const starts: number[] = []
      for (let i = 0; i < repeats; i++)
        starts.push((await drive(server, OURS, once, { vus: 1, users: 200_000 })).untilFirst)
      return [
        compared(
          {
            id: "G10a",
            title: "CPU of two segments ÷ one process, 1000/s together",
            goal: { most: 1.4 },
            unit: "CPU s",
            names: ["two", "one"],
          },
          shared,
        ),
        {
          id: "G10b",
          title: "iterations that two segments left out or did twice",
          measures: [{ name: "started", value: tally.started, unit: "iterations" }],
          value: tally.unfinished + Math.max(0, tally.missing - 2),
          goal: { most: 0 },
        },
        {
          id: "G14",
          title: "from start to first request with 200,000 users, in s",
          measures: [],
          value: median(starts),
          goal: { most: 0.3 },
        },
      ]
    } finally {
      await server.stop()
    }
  },
}
