import type { Invocation } from "../lambda.ts"
import type { Policies } from "../policies.ts"

/** The part of a trigger's event that faults change. */
export type TriggerEvent = {
  readonly triggerSource: string
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
    return { payload: { response: change((result.payload as TriggerEvent).response, event) } }
  })
}

/** Goes on as if a trigger's function had answered the event as it came, where it failed. */
export function forgiveFunction(
  policies: Policies,
  source: string,
  failure: "functionError" | "invalidJson",
): void {
  aroundTrigger(policies, source, async (invoke, event) => {
    const result = await invoke(event)
    return failure in result ? { payload: event } : result
  })
}

/** The overrides that a PreTokenGeneration function of version 1 answered. */
export type ClaimsOverride = {
  readonly claimsToAddOrOverride?: Readonly<Record<string, string>>
  readonly claimsToSuppress?: readonly string[]
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
