import fc from "fast-check"
import { valid } from "../../model/arbitrary.ts"
import { type FoundOperation, findOperation } from "../../model/model.ts"
import { memberAt } from "../../model/path.ts"
import { seedOf } from "../generate.ts"
import type { Half } from "./probe.ts"

/** Ids of nothing that exists, in the form that real ones have (DIR-001, IDP-039), and names that a sweep knows. */
const MADE_UP: Readonly<Record<string, unknown>> = {
  UserPoolId: "us-east-1_Poolproof",
  IdentityPoolId: "us-east-1:00000000-0000-4000-8000-000000000000",
  IdentityId: "us-east-1:00000000-0000-4000-8000-000000000001",
  PoolName: "poolproof-generated",
  IdentityPoolName: "poolproof-generated",
}
/** The service wants two characters at least, and none of them white space at either end (DIR-121). */
const PASSWORD = "Passw0rd!"

/** An operation to make probes of. */
export interface Probed extends FoundOperation {
  /** `idp.SignUp` */
  qualifiedName: string
  /** The name of its input shape. */
  input: string
  /** The plain call: what is required and nothing else. */
  plain: Half
}

/** @throws TypeError for a name that the model does not have */
export function probedOperation(qualifiedName: string): Probed {
  const found = findOperation(qualifiedName)
  if (!found) throw new TypeError(`${qualifiedName} is no operation of the model`)
  const { input } = found.operation
  const named = { ...found, qualifiedName, input }
  return { ...named, plain: half(qualifiedName, () => valid(found.model, input, plainly(named))) }
}

/** Options for inputs with what is required, and the member at `path`, and nothing else. */
export function plainly(
  { model, input }: Pick<Probed, "model" | "input">,
  path = "",
): { optional: false; pin: Record<string, unknown> } {
  const { members = {}, required = [] } = model.shapes[input]!
  const pin: Record<string, unknown> = {}
  for (const name of required) {
    if (members[name]!.shape === "PasswordType") pin[name] = PASSWORD
    else if (name in MADE_UP) pin[name] = MADE_UP[name]
  }
  if (isPassword({ model, input }, path)) pin[path] = PASSWORD
  return { optional: false, pin }
}

/** Whether a path is that of a password, whose pattern is not the model's (DIR-121). */
export function isPassword({ model, input }: Pick<Probed, "model" | "input">, path: string): boolean {
  return path !== "" && memberAt(model, input, path) === model.shapes.PasswordType
}

/**
 * A request whose body is drawn from an arbitrary; `place` tells the draws of one seed apart. No character takes two
 * UTF-16 units: whether the service counts one or two for it, the facts do not say. Another symbol, which is drawn nowhere else, stands in for it.
 */
export function half(place: string, arbitrary: () => fc.Arbitrary<unknown>): Half {
  return {
    body: (seed) =>
      JSON.stringify(fc.sample(arbitrary(), { seed: seedOf(seed, place), numRuns: 1 })[0]).replaceAll(
        /[\u{10000}-\u{10ffff}]/gu,
        "☺",
      ),
  }
}
