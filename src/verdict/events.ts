import type { PlannedCase } from "../scenario/plan.ts"
import type { CaseResult } from "./result.ts"

/** What the engine tells while a run goes on; progress, log and run record are made of it. */
export type RunEvent =
  | { type: "run-start"; cases: number; at: number }
  | { type: "case-start"; case: PlannedCase; at: number }
  | { type: "case-end"; result: CaseResult; at: number }
  /** The target died or could not be reached any more: the rest of the cases is not run. `during` is the case that was running. */
  | { type: "target-dead"; why: string; during: string | undefined; at: number }
  | { type: "clean-up"; deleted: number; left: string[]; at: number }
  | { type: "run-end"; at: number }
