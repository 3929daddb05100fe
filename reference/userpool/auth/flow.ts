import type { Context } from "../../operation.ts"
import type { Client } from "../client.ts"
import type { DeviceClaim } from "../devices.ts"
import type { UserPool } from "../user-pool.ts"
import type { Answers } from "./responder.ts"

/** The start of a sign-in, by InitiateAuth or AdminInitiateAuth. */
export type FlowStart = {
  readonly context: Context
  readonly pool: UserPool
  readonly client: Client
  readonly parameters: Answers
  /** ClientMetadata, which triggers get as validationData (TRG-073). */
  readonly clientMetadata: Record<string, string> | undefined
  readonly device: DeviceClaim | undefined
}
