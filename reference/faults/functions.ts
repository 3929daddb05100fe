import type { Invocation } from "../lambda.ts"
import type { Policies } from "../policies.ts"

/** The part of a trigger's event that faults change. */
export type TriggerEvent = {
  readonly triggerSource: string
  readonly version: string
  readonly userName: string
  readonly request: Readonly<Record<string, unknown>>
  readonly response: Readonly<Record<string, unknown>>
}

/** Puts `around` in the place of a trigger's invocations, where `triggerSource` begins so. */
export function aroundTrigger(
  policies: Policies,
  source: string,
  around: (invoke: (event: TriggerEvent) => Promise<Invocation>, event: TriggerEvent) => Promise<Invocation>,
): void {
  const { invokeFunction } = policies
  policies.invokeFunction = (endpoint, name, given, options) => {
    const event = given as TriggerEvent
    if (!event.triggerSource.startsWith(source)) return invokeFunction(endpoint, name, event, options)
    return around((changed) => invokeFunction(endpoint, name, changed, options), event)
  }
}

/** Changes the event that a trigger's function gets. */
export function changeEvent(
  policies: Policies,
  source: string,
  change: (event: TriggerEvent) => TriggerEvent,
): void {
  aroundTrigger(policies, source, (invoke, event) => invoke(change(event)))
}

/** Changes what a trigger's function answered. */
export function changeResponse(
  policies: Policies,
  source: string,
  change: (response: TriggerEvent["response"], event: TriggerEvent) => TriggerEvent["response"],
): void {
  aroundTrigger(policies, source, async (invoke, event) => {
    const result = await invoke(event)
    if (!("payload" in result)) return result
    const { response } = result.payload as Partial<TriggerEvent>
    return response ? { payload: { response: change(response, event) } } : result
  })
}

/** Goes on as if a trigger's function had answered the event as it came, where it failed. */
export function forgiveFunction(
  policies: Policies,
  source: string,
  failure: "functionError" | "invalidJson" | "unreachable",
  isMeant: (event: TriggerEvent) => boolean = () => true,
): void {
  aroundTrigger(policies, source, async (invoke, event) => {
    const result = await invoke(event)
    return failure in result && isMeant(event) ? { payload: event } : result
  })
}

/** The groups and roles that a PreTokenGeneration function answered. */
type GroupOverride = {
  readonly groupsToOverride?: readonly string[]
  readonly iamRolesToOverride?: readonly string[]
  readonly preferredRole?: string
}

/** The overrides that a PreTokenGeneration function of version 1 answered. */
export type ClaimsOverride = {
  readonly claimsToAddOrOverride?: Readonly<Record<string, unknown>>
  readonly claimsToSuppress?: readonly string[]
  readonly groupOverrideDetails?: GroupOverride | null
}

/** The overrides that one of version 2 or 3 answered. */
export type ClaimsAndScopeOverride = {
  readonly idTokenGeneration?: ClaimsOverride
  readonly accessTokenGeneration?: ClaimsOverride & {
    readonly scopesToAdd?: readonly string[]
    readonly scopesToSuppress?: readonly string[]
  }
  readonly groupOverrideDetails?: GroupOverride | null
}

/** Changes the claims that a PreTokenGeneration function of version 1 wants. */
export function changeOverride(
  policies: Policies,
  change: (override: ClaimsOverride, event: TriggerEvent) => ClaimsOverride,
): void {
  changeResponse(policies, "TokenGeneration", ({ claimsOverrideDetails, ...response }, event) => ({
    ...response,
    claimsOverrideDetails: claimsOverrideDetails && change(claimsOverrideDetails as ClaimsOverride, event),
  }))
}

/** Changes what a PreTokenGeneration function of version 2 or 3 wants. */
export function changeOverrideV2(
  policies: Policies,
  change: (override: ClaimsAndScopeOverride, event: TriggerEvent) => ClaimsAndScopeOverride,
): void {
  changeResponse(policies, "TokenGeneration", ({ claimsAndScopeOverrideDetails, ...response }, event) => ({
    ...response,
    claimsAndScopeOverrideDetails:
      claimsAndScopeOverrideDetails && change(claimsAndScopeOverrideDetails as ClaimsAndScopeOverride, event),
  }))
}
