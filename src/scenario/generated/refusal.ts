import type { BreakableRule } from "../../model/arbitrary-broken.ts"
import { join, memberAt, stepsOf } from "../../model/path.ts"
import type { ServiceModel, Shape } from "../../model/types.ts"
import type { Expected } from "./probe.ts"

/** The type of a constraint violation: IDP-009 says that identity pools have one of their own (WIRE-018). */
export function violationType({ service }: ServiceModel): string {
  return service === "cognito-identity" ? "ValidationException" : "InvalidParameterException"
}

/** A message about validation, with the constraints' number: `2 validation errors detected: …`. */
export const VALIDATION_MESSAGE = /^(\d+) validation errors? detected: /

/** The refusal of a broken constraint, in Cognito's form (WIRE-018 to WIRE-022). */
export function refusalOf(
  model: ServiceModel,
  input: string,
  path: string,
  rule: BreakableRule,
): Extract<Expected, { is: "refused" }> {
  const shape = memberAt(model, input, path)!
  const isKeyRule = rule.startsWith("key-")
  const constraint = isKeyRule
    ? constraintText(model.shapes[shape.key!.shape]!, rule.slice("key-".length))
    : constraintText(shape, rule)
  const at = pathInMessage(model, input, path)
  // Of entries of lists and maps no text was seen in full: the path may go on, and the constraint be wrapped.
  const pattern = new RegExp(
    `${VALIDATION_MESSAGE.source}.*at '${literally(at)}[^']*' failed to satisfy constraint: (?:(?! failed to satisfy ).)*${literally(constraint)}`,
    "s",
  )
  const shown = `1 validation error detected: Value … at '${at}' failed to satisfy constraint: ${constraint}`
  return { is: "refused", type: violationType(model), text: { pattern, shown, at } }
}

/** WIRE-020. An enum's values come in an order of their own. */
function constraintText(shape: Shape, rule: string): string {
  const { min, max, pattern } = shape
  switch (rule) {
    case "required":
      return "Member must not be null"
    case "min-length":
      return `Member must have length greater than or equal to ${min}`
    case "max-length":
      return `Member must have length less than or equal to ${max}`
    case "min":
      return `Member must have value greater than or equal to ${min}`
    case "max":
      return `Member must have value less than or equal to ${max}`
    case "pattern":
      return `Member must satisfy regular expression pattern: ${pattern}`
    case "enum":
      return "Member must satisfy enum value set: ["
    default:
      return "Member must "
  }
}

/** `schema.1.member.name` for `Schema[0].Name`; entries that are no structures are told of with their list, all with their map. */
function pathInMessage(model: ServiceModel, input: string, path: string): string {
  const steps = stepsOf(path)!
  let at = ""
  let told = ""
  for (const [i, step] of steps.entries()) {
    const within = memberAt(model, input, at)!
    at = within.type === "list" ? `${at}[${step}]` : join(at, step)
    if (within.type === "map") break
    if (within.type === "structure") {
      told += `${i === 0 ? "" : "."}${step[0]!.toLowerCase()}${step.slice(1)}`
    } else if (memberAt(model, input, at)!.type === "structure") {
      told += `.${Number(step) + 1}.member`
    }
  }
  return told
}

/** A text as a regular expression that matches it and nothing else. */
function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&")
}
