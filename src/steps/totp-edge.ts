import { setTimeout as sleep } from "node:timers/promises"
import type { Step } from "../scenario/documents.ts"
import type { StepContext } from "./context.ts"

const HALF_MINUTE = 30_000
const MARGIN = 2_000
/** By the pipe, by a flow that is given a secret, or by setting one up. */
const MAKES_A_CODE = /\|\s*totp\b|"totp":|"softwareTokenSetup"/

/** What is needed of a step's context. */
type Moment = { now: StepContext["now"]; case: Pick<StepContext["case"], "waits" | "signal"> }

/**
 * Waits for the next half minute where a step makes a TOTP code that would end on its way: whether a server takes the
 * code of the half minute before is its own affair (RFC 6238 §5.2 allows one, and asks for none).
 */
export async function awayFromTotpEdge(step: Step, context: Moment): Promise<void> {
  const left = HALF_MINUTE - (context.now() % HALF_MINUTE)
  if (left > MARGIN || !MAKES_A_CODE.test(JSON.stringify(step))) return
  context.case.waits.push({ step: "totp", ms: left })
  await sleep(left, undefined, { signal: context.case.signal })
}
