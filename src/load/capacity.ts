import { stagesOf } from "../../load/lib/shapes.ts"
import { type LoadOptions, runLoad } from "./load.ts"
import type { LoadRecord, Objective } from "./record.ts"

/** A search ends when the lowest rate that did not hold is at most so much above the highest that did. */
const RESOLUTION = 1.05
const MOST_STEPS = 24

/** What a search for an issuer's capacity came to. */
export interface CapacityRecord {
  schema: "poolproof.capacity/1"
  script: string
  target: LoadRecord["target"]
  objective: Objective
  /** The highest rate that held the objective, in iterations per second; 0 when none did. */
  highest: number
  /** The lowest rate that did not; undefined when `most` held. */
  lowestMissed: number | undefined
  /** Who could not keep up with `lowestMissed`. */
  limit: LoadRecord["bottleneck"]
  /** In the order in which they ran. */
  steps: LoadRecord[]
}

export interface CapacityOptions extends Omit<LoadOptions, "arrivals" | "shape"> {
  /** Where the search begins; default from the latency of a single sign-in. */
  from?: number | undefined
  /** No higher rate is tried. */
  most: number
  /** How long each rate is held. */
  seconds: number
  onStep?: (step: LoadRecord) => void
}

/** Finds the highest rate that holds the objective: doubling until one does not, then halving the gap to 5 %. */
export async function findCapacity({
  from,
  most,
  seconds,
  onStep,
  ...options
}: CapacityOptions): Promise<CapacityRecord> {
  const steps: LoadRecord[] = []
  const hold = async (rate: number): Promise<LoadRecord> => {
    const step = await runLoad({
      ...options,
      shape: "capacity",
      arrivals: { model: "open", stages: stagesOf("average", rate, seconds) },
    })
    steps.push(step)
    onStep?.(step)
    return step
  }
  let highest = 0
  let missed: { rate: number; step: LoadRecord } | undefined
  let rate = Math.min(most, Math.max(1, from ?? Math.round(250 / options.prepared.unloadedMs)))
  while (steps.length < MOST_STEPS) {
    let step = await hold(rate)
    // A generator that was disturbed once says nothing about the issuer.
    if (step.verdict === "invalid" && step.bottleneck !== "issuer") step = await hold(rate)
    if (step.integrity.violations > 0) {
      missed = { rate, step }
      break
    }
    if (step.verdict === "pass") highest = rate
    else missed = { rate, step }
    const next = nextRate(highest, missed?.rate, most)
    if (next === undefined) break
    rate = next
  }
  return {
    schema: "poolproof.capacity/1",
    script: options.script,
    target: steps[0]!.target,
    objective: options.objective,
    highest,
    lowestMissed: missed?.rate,
    limit: missed?.step.bottleneck ?? "none",
    steps,
  }
}

/** The rate to try next; undefined when the search is over. */
export function nextRate(highest: number, missed: number | undefined, most: number): number | undefined {
  if (missed === undefined) return highest >= most ? undefined : Math.min(most, highest * 2)
  if (highest === 0) return missed <= 1 ? undefined : Math.max(1, Math.floor(missed / 2))
  const middle = Math.round(Math.sqrt(highest * missed))
  return missed / highest <= RESOLUTION || middle <= highest || middle >= missed ? undefined : middle
}
