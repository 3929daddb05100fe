import type { Scenario } from "./suite.ts"

/** One case to run: a scenario, or one row of its table. */
export interface PlannedCase {
  /** `scenario-id` or `scenario-id[row]` */
  id: string
  scenario: Scenario
  row: Record<string, unknown> | undefined
  /** Every requirement that it judges. */
  requirements: readonly string[]
  /** Capabilities that it needs, derived and declared: `op.idp.SignUp`, `inbox.email`. */
  needs: readonly string[]
  locks: readonly string[]
}
