import http from "k6/http"
import type { Arrivals, Stage } from "../lib/arrivals.ts"
import { config } from "./config.ts"

// What Cognito refuses is an answer, and classified by its name; k6 is not to count it as a failed request.
http.setResponseCallback(http.expectedStatuses({ min: 200, max: 499 }))

/** k6's options for every script. Summary and thresholds are ours (of all segments together), so k6 keeps no samples. */
export const options = {
  scenarios: { load: scenarioOf(config.arrivals, config.vus) },
  systemTags: ["name", "status", "error_code", "scenario"],
  userAgent: "poolproof-load",
  noCookiesReset: true,
}

function scenarioOf(arrivals: Arrivals, vus: number): Record<string, unknown> {
  const patience = { gracefulStop: "10s" }
  switch (arrivals.model) {
    case "once":
      return {
        executor: "shared-iterations",
        vus: 1,
        iterations: arrivals.iterations,
        maxDuration: "10m",
        ...patience,
      }
    case "closed":
      return { executor: "constant-vus", vus, duration: `${arrivals.seconds}s`, ...patience }
    case "open": {
      const [first, ...others] = arrivals.stages
      const sized = { preAllocatedVUs: vus, maxVUs: vus, ...patience }
      if (first && others.length === 0 && first.from === first.to)
        return {
          executor: "constant-arrival-rate",
          ...rateOf(first.to),
          duration: `${first.seconds * 1000}ms`,
          ...sized,
        }
      // k6 takes whole rates only: counted by the minute they are fine enough.
      return {
        executor: "ramping-arrival-rate",
        timeUnit: "1m",
        startRate: perMinute(first?.from ?? 0),
        stages: arrivals.stages.flatMap(k6Stages),
        ...sized,
      }
    }
  }
}

function rateOf(rate: number): { rate: number; timeUnit: string } {
  return Number.isInteger(rate) ? { rate, timeUnit: "1s" } : { rate: perMinute(rate), timeUnit: "1m" }
}

function k6Stages({ from, to, seconds }: Stage, index: number): { target: number; duration: string }[] {
  const jump = index > 0 ? [{ target: perMinute(from), duration: "0s" }] : []
  return [...jump, { target: perMinute(to), duration: `${Math.round(seconds * 1000)}ms` }]
}

function perMinute(rate: number): number {
  return Math.round(rate * 60)
}
