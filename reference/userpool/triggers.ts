import type { LambdaConfigType } from "@aws-sdk/client-cognito-identity-provider"
import { fail } from "../errors.ts"
import type { Context } from "../operation.ts"
import type { User } from "./user.ts"
import type { UserPool } from "./user-pool.ts"

/** The triggers that this endpoint runs, by their LambdaConfig name. */
export type TriggerName = keyof LambdaConfigType &
  (
    | "PreSignUp"
    | "PostConfirmation"
    | "PreAuthentication"
    | "PostAuthentication"
    | "PreTokenGeneration"
    | "CustomMessage"
    | "UserMigration"
    | "DefineAuthChallenge"
    | "CreateAuthChallenge"
    | "VerifyAuthChallengeResponse"
  )

/** One invocation: the parts of the event that differ between triggers. */
export type TriggerCall = {
  readonly trigger: TriggerName
  /** What follows the trigger's name in `triggerSource`, `_` included. */
  readonly source: string
  readonly userName: string
  /** Absent for calls that no app client makes. */
  readonly clientId?: string | undefined
  readonly request: Readonly<Record<string, unknown>>
  /** What `response` holds before the function fills it. */
  readonly response?: Readonly<Record<string, unknown>>
  readonly version?: string
}

/** A function must answer within this (TRG-010). */
const timeoutMs = 5000

/** Whether a pool has a function for a trigger. */
export function hasTrigger(pool: UserPool, trigger: TriggerName): boolean {
  return functionArn(pool, trigger) !== undefined
}

/**
 * Invokes a trigger's function with Cognito's event and gives the `response` that it returned; undefined when the pool
 * has none. Throws UserLambdaValidationException, UnexpectedLambdaException or InvalidLambdaResponseException
 * (TRG-060 to TRG-064).
 */
export async function runTrigger(
  context: Context,
  pool: UserPool,
  call: TriggerCall,
): Promise<Record<string, unknown> | undefined> {
  const arn = functionArn(pool, call.trigger)
  if (!arn) return undefined
  const { trigger } = call
  const { lambdaEndpoint } = context
  if (!lambdaEndpoint) return notInvoked(trigger, "AccessDeniedException")
  const event = {
    version: call.version ?? "1",
    triggerSource: `${sourceName[trigger] ?? trigger}${call.source}`,
    region: context.region,
    userPoolId: pool.id,
    userName: call.userName,
    callerContext: {
      awsSdkVersion: "aws-sdk-unknown-unknown",
      clientId: call.clientId ?? "CLIENT_ID_NOT_APPLICABLE",
    },
    request: call.request,
    response: call.response ?? {},
  }
  const result = await context.policies.invokeFunction(lambdaEndpoint, arn, event, { timeoutMs })
  if ("timeout" in result) return notInvoked(trigger, "Socket timeout while invoking Lambda function")
  if ("unreachable" in result) return notInvoked(trigger, result.unreachable)
  if ("functionError" in result) {
    fail("UserLambdaValidationException", `${trigger} failed with error ${result.functionError}.`)
  }
  if ("invalidJson" in result) {
    fail("InvalidLambdaResponseException", "Invalid lambda function output : Invalid JSON")
  }
  const response = (result.payload as { response?: unknown }).response
  if (typeof response !== "object" || response === null || Array.isArray(response)) {
    unrecognizable()
  }
  return response as Record<string, unknown>
}

function notInvoked(trigger: string, why: string): never {
  fail("UnexpectedLambdaException", `${trigger} invocation failed due to error ${why}.`)
}

/** Ends the operation because a function answered JSON of another shape than its trigger's (TRG-063). */
export function unrecognizable(): never {
  fail("InvalidLambdaResponseException", "Unrecognizable lambda output")
}

/** A user's attributes as an event carries them (TRG-020). */
export function eventAttributes(user: User): Record<string, string> {
  return { ...Object.fromEntries(user.attributes), "cognito:user_status": user.status }
}

/** The member that holds ClientMetadata, left out when there is none (TRG-023). */
export function metadataMember(clientMetadata: Record<string, string> | undefined) {
  return clientMetadata ? { clientMetadata } : {}
}

/** Where `triggerSource` names a trigger otherwise than LambdaConfig does. */
const sourceName: Partial<Record<TriggerName, string>> = { PreTokenGeneration: "TokenGeneration" }

function functionArn(pool: UserPool, trigger: TriggerName): string | undefined {
  const config = pool.settings.LambdaConfig
  if (trigger === "PreTokenGeneration" && config?.PreTokenGenerationConfig) {
    return config.PreTokenGenerationConfig.LambdaArn
  }
  return config?.[trigger]
}
