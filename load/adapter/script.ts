import { scenario } from "k6/execution"
import { Sample } from "../lib/sample.ts"

/** What one iteration does. It tells its sample what happened, and never throws for what the target does. */
export type Flow = (sample: Sample) => void

/** This VU's view of the scenario, kept: asking k6's module for it costs 5 µs each time. */
let here: typeof scenario | undefined
let began = 0

/** The default function of a script: one iteration of a flow, which leaves one line. */
export function script(name: string, flow: Flow): () => void {
  const only = { name, flow }
  return blend(() => only)
}

/** The default function of a script that picks a flow for each iteration. */
export function blend(pick: (iteration: number) => { name: string; flow: Flow }): () => void {
  return () => {
    if (here === undefined) {
      here = scenario
      began = here.startTime
    }
    const started = Date.now() - began
    const iteration = here.iterationInTest
    const { name, flow } = pick(iteration)
    const sample = new Sample(iteration, started, name)
    try {
      flow(sample)
    } catch (error) {
      sample.fail({ outcome: "script", detail: String(error) })
    }
    console.log(sample.line())
  }
}
