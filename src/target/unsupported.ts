import type { TargetProfile } from "./profile.ts"
import type { Target } from "./target.ts"

type Answer = Parameters<Target["saysUnsupported"]>[0]
type Entry = NonNullable<TargetProfile["unsupported"]>[number]

/** AWS's own way (WIRE-015). */
const UNKNOWN_OPERATION: Entry = { type: "UnknownOperationException" }

/** Tells a target's way to say that it lacks something: an answer that has everything that one entry names. */
export function unsupportedBy({ unsupported = [] }: TargetProfile): (answer: Answer) => boolean {
  const matchers = [UNKNOWN_OPERATION, ...unsupported].map(matcher)
  return (answer) => matchers.some((fits) => fits(answer))
}

function matcher({ status, type, message, body }: Entry): (answer: Answer) => boolean {
  const messageFits = message === undefined ? undefined : new RegExp(message, "su")
  const bodyFits = body === undefined ? undefined : new RegExp(body, "su")
  return (answer) =>
    (status === undefined || answer.status === status) &&
    (type === undefined || bare(answer.type) === bare(type)) &&
    (messageFits === undefined || messageFits.test(answer.message ?? "")) &&
    (bodyFits === undefined || bodyFits.test(answer.body))
}

/** Without its namespace. */
function bare(type: string | undefined): string | undefined {
  return type?.replace(/^.*#/, "")
}
