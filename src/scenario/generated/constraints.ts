import { valid } from "../../model/arbitrary.ts"
import { type Breakable, boundary, breakableRules, broken } from "../../model/arbitrary-broken.ts"
import { memberAt, parentOf, stepsOf } from "../../model/path.ts"
import { half, isPassword, type Probed, plainly } from "./operation.ts"
import type { Expected, Half, Probe } from "./probe.ts"
import { refusalOf, violationType } from "./refusal.ts"

/** A probe for every rule that an operation's input can break, and one that breaks two at once. */
export function constraintProbes(operation: Probed): Probe[] {
  const breakables = breakableRules(operation.model, operation.input)
  const halves = new Map<string, Half>()
  return [
    ...breakables.map((breakable) => probeOf(operation, breakable, halves)),
    ...severalAtOnce(operation, breakables),
  ]
}

function probeOf(operation: Probed, breakable: Breakable, halves: Map<string, Half>): Probe {
  const { model, input } = operation
  const { path, rule } = breakable
  const requirement = requirementOf(operation, breakable)
  const options = plainly(operation, path)
  const wrong = half(requirement, () =>
    rule === "pattern" && isPassword(operation, path)
      ? valid(model, input, { ...options, pin: { ...options.pin, [path]: " Passw0rd! " } })
      : broken(model, input, path, rule, options),
  )
  return {
    requirement,
    says: sentence(operation, breakable),
    ...evidenceOf(operation, breakable),
    wrong,
    right: rightHalf(operation, breakable, halves),
    expected: expectedOf(operation, breakable),
  }
}

/** Rules that any valid value keeps share their control: the value at the path, valid. */
function rightHalf(operation: Probed, { path, rule }: Breakable, halves: Map<string, Half>): Half {
  if (path === "") return operation.plain
  const isBound = /(?:^|-)(?:min|max)/.test(rule)
  const place = `${operation.qualifiedName} ${path}${isBound ? ` ${rule}` : ""}`
  const known = halves.get(place)
  if (known) return known
  const made = half(place, () =>
    boundary(operation.model, operation.input, path, rule, plainly(operation, path)),
  )
  halves.set(place, made)
  return made
}

/** `generated.idp.SignUp/UserAttributes.member.Name.max-length`: entries of lists are `member`, of maps `value`. */
export function requirementOf(
  { qualifiedName, model, input }: Pick<Probed, "qualifiedName" | "model" | "input">,
  { path, rule }: Breakable,
): string {
  return `generated.${qualifiedName}/${placeOf(model, input, path)}.${rule.replace(":", "-")}`
}

function placeOf(model: Probed["model"], input: string, path: string): string {
  if (path === "") return "body"
  const parent = parentOf(path)
  const { type } = memberAt(model, input, parent)!
  const step = type === "list" ? "member" : type === "map" ? "value" : stepsOf(path)!.at(-1)!
  return parent === "" ? step : `${placeOf(model, input, parent)}.${step}`
}

function expectedOf({ model, input }: Probed, { path, rule }: Breakable): Expected {
  if (rule === "type:null") return { is: "answered" }
  if (rule.startsWith("type:")) return { is: "refused", type: "SerializationException" }
  // The pattern that the service prints is not the model's (DIR-121).
  if (rule === "pattern" && isPassword({ model, input }, path))
    return { is: "refused", type: violationType(model) }
  return refusalOf(model, input, path, rule)
}

/** What was seen of user pools (WIRE-012, -018, -020) and of identity pools (IDP-009); the rest is a probe. */
function evidenceOf(
  { model, input, service }: Probed,
  { path, rule }: Breakable,
): Pick<Probe, "strength" | "evidence" | "facts"> {
  const isIdentity = service === "cognito-identity"
  const inferred = { strength: "probe", evidence: "inferred" } as const
  if (rule.startsWith("type:")) {
    const { type } = path === "" ? {} : memberAt(model, input, path)!
    const isScalar = rule !== "type:array" && rule !== "type:object" && rule !== "type:null"
    const seen =
      isScalar && (type === "string" ? rule !== "type:string" : type === "map" || type === "structure")
    return seen && !isIdentity
      ? { strength: "must", evidence: "observed", facts: ["WIRE-012"] }
      : { ...inferred, facts: ["WIRE-012", "WIRE-014"] }
  }
  const facts = isIdentity ? ["IDP-009"] : ["WIRE-018", "WIRE-020"]
  // Of a member left out the text was seen on another service only, of maps nothing.
  if (rule === "required" || isAboutMap(model, input, { path, rule })) return { ...inferred, facts }
  return { strength: "must", evidence: "observed", facts }
}

/** Whether it is about a map's keys or something in its values: of their texts nothing is known. */
function isAboutMap(model: Probed["model"], input: string, { path, rule }: Breakable): boolean {
  if (rule.startsWith("key-")) return true
  for (let at = path; at !== ""; at = parentOf(at))
    if (at !== path && memberAt(model, input, at)!.type === "map") return true
  return false
}

function sentence({ qualifiedName, model, input }: Probed, { path, rule }: Breakable): string {
  const what = path === "" ? "the body" : path
  const shape = path === "" ? model.shapes[input]! : memberAt(model, input, path)!
  const refuses = `${qualifiedName} refuses`
  if (rule === "required") return `${refuses} a call without ${what}.`
  if (rule === "type:null") return `${qualifiedName} answers a null in place of ${what} one way or the other.`
  if (rule.startsWith("type:")) {
    const type = rule.slice("type:".length)
    return `${refuses} ${/^[ao]/.test(type) ? "an" : "a"} ${type} in place of ${path === "" ? "the input" : what}, where the model has a ${shape.type}.`
  }
  const isKey = rule.startsWith("key-")
  const { min, max, pattern } = isKey ? model.shapes[shape.key!.shape]! : shape
  const subject = isKey ? `a key of ${what}` : what
  switch (rule.replace("key-", "")) {
    case "min-length":
      return `${refuses} ${subject} when it is shorter than ${min}, and takes one of ${min}.`
    case "max-length":
      return `${refuses} ${subject} when it is longer than ${max}, and takes one of ${max}.`
    case "min":
      return `${refuses} ${subject} below ${min}, and takes ${min}.`
    case "max":
      return `${refuses} ${subject} above ${max}, and takes ${max}.`
    case "enum":
      return `${refuses} ${subject} when it is none of the values that the model names.`
    default:
      return `${refuses} ${subject} when it does not match ${pattern}.`
  }
}

/** Two members broken at once, where an operation has two whose texts were seen: both are counted in one message (WIRE-018). */
function severalAtOnce(operation: Probed, breakables: readonly Breakable[]): Probe[] {
  const { model, input, qualifiedName } = operation
  const scalars = breakables.filter(
    ({ path, rule }) =>
      /^\w+$/.test(path) &&
      /^(?:min|max|pattern|enum)/.test(rule) &&
      ["string", "integer", "long"].includes(memberAt(model, input, path)!.type) &&
      !isPassword(operation, path),
  )
  const first = scalars[0]
  const second = scalars.find(({ path }) => path !== first?.path)
  if (!first || !second) return []
  const requirement = `generated.${qualifiedName}/body.several-violations`
  const draw = (seed: number) => {
    const [one, other] = [first, second].map(({ path, rule }) =>
      JSON.parse(
        half(requirement, () => broken(model, input, path, rule, plainly(operation, path))).body(seed),
      ),
    )
    return { ...one, [second.path]: other[second.path] }
  }
  return [
    {
      requirement,
      says: `${qualifiedName} counts every broken constraint in one message, as those of ${first.path} and ${second.path}.`,
      strength: "should",
      evidence: "observed",
      facts: operation.service === "cognito-identity" ? ["IDP-009", "WIRE-018"] : ["WIRE-018"],
      wrong: { body: (seed) => JSON.stringify(draw(seed)) },
      right: operation.plain,
      expected: {
        is: "refused",
        type: violationType(model),
        text: {
          pattern: /^(?:[2-9]|\d\d+) validation errors detected: .+; .+/s,
          shown: `2 validation errors detected: …; …`,
        },
      },
    },
  ]
}
