import type { Bottleneck, LoadRecord, LoadVerdict } from "./record.ts"

/** A start that is this late on the 99th percentile means that the generator did not keep its schedule. */
const MOST_LAG_MS = 5
/** A busier generator measures itself. */
const MOST_GENERATOR_SHARE = 0.8

type Facts = Omit<LoadRecord, "verdict" | "reasons" | "bottleneck" | "bottleneckWhy">

/** Judges a run: integrity first, then whether it says anything at all, then whether the objective held. */
export function judgeRun(
  facts: Facts,
): Pick<LoadRecord, "verdict" | "reasons" | "bottleneck" | "bottleneckWhy"> {
  const broken = integrityReasons(facts)
  const invalid = validityReasons(facts)
  const missed = objectiveReasons(facts)
  const verdict: LoadVerdict =
    broken.length > 0 ? "fail" : invalid.length > 0 ? "invalid" : missed.length > 0 ? "fail" : "pass"
  const [bottleneck, bottleneckWhy] = findBottleneck(facts, invalid.length > 0 || missed.length > 0)
  return {
    verdict,
    reasons: [...broken, ...invalid.map((reason) => `not valid: ${reason}`), ...missed],
    bottleneck,
    bottleneckWhy,
  }
}

function integrityReasons({ integrity }: Facts): string[] {
  const { violations, examples } = integrity
  if (violations === 0) return []
  const first = examples[0]!
  return [
    `integrity: ${violations} violation${violations === 1 ? "" : "s"}, first in iteration ${first.iteration}: ${first.kind}: ${first.detail}`,
  ]
}

function validityReasons({ arrivals, iterations, latency, cpu, manifest }: Facts): string[] {
  const reasons: string[] = []
  if (iterations.started === 0) return ["nothing was started"]
  // Where a schedule is cut into segments, each may round.
  if (iterations.missing > 1 + manifest.segments)
    reasons.push(`${iterations.missing} of ${iterations.planned} iterations were dropped: no VU was free`)
  if ((iterations.outcomes.script ?? 0) > 0)
    reasons.push(`${iterations.outcomes.script} iterations ended in an error of the script`)
  if (arrivals.model === "open" && latency.lag.p99 > MOST_LAG_MS)
    reasons.push(`iterations started late: p99 ${latency.lag.p99} ms, and ${MOST_LAG_MS} ms is the limit`)
  if (
    arrivals.model === "open" &&
    cpu.generator !== undefined &&
    cpu.generator / cpu.cores > MOST_GENERATOR_SHARE
  )
    reasons.push(
      `the generator used ${percent(cpu.generator / cpu.cores)} of the machine's ${cpu.cores} cores`,
    )
  return reasons
}

function objectiveReasons({ iterations, latency, objective }: Facts): string[] {
  const reasons: string[] = []
  const failed = iterations.started - (iterations.outcomes.ok ?? 0)
  const share = iterations.started === 0 ? 0 : failed / iterations.started
  if (share > objective.errors)
    reasons.push(`${percent(share)} of iterations failed, and ${percent(objective.errors)} may`)
  for (const name of ["p95", "p99"] as const) {
    const limit = objective[name]
    if (limit !== undefined && latency.corrected[name] > limit)
      reasons.push(`${name} is ${latency.corrected[name]} ms, and ${limit} ms is the objective`)
  }
  return reasons
}

function findBottleneck(
  { arrivals, cpu, iterations, latency }: Facts,
  inTrouble: boolean,
): [Bottleneck, string] {
  const used = (cores: number) => `${cores.toFixed(2)} of ${cpu.cores} cores`
  if (cpu.generator !== undefined && cpu.generator / cpu.cores > MOST_GENERATOR_SHARE)
    return ["generator", `k6 used ${used(cpu.generator)}`]
  if (arrivals.model === "open" && !inTrouble) return ["none", "the schedule and the objective held"]
  if (cpu.target !== undefined && cpu.target > 0.85)
    return [
      "issuer",
      `its process used ${used(cpu.target)}${cpu.generator === undefined ? "" : `, k6 ${used(cpu.generator)}`}`,
    ]
  if (iterations.missing > 0 && latency.service.p50 > 4 * latency.lag.p50)
    return ["issuer", "every VU was waiting for an answer while k6 had CPU to spare"]
  if (cpu.generator !== undefined && cpu.target !== undefined && cpu.generator + cpu.target > 0.9 * cpu.cores)
    return [
      cpu.generator > cpu.target ? "generator" : "issuer",
      `k6 and the issuer share one machine: ${used(cpu.generator)} and ${used(cpu.target)}`,
    ]
  if (latency.lag.p99 > MOST_LAG_MS && iterations.missing === 0)
    return ["generator", "iterations started late although a VU was free"]
  return ["unknown", "neither ran out of CPU; the network, a limit of the issuer's, or another process"]
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`
}
