import type { ServiceModel, Shape, ShapeReference } from "./types.ts"

const STEP = /(?:^|(?!^)\.)(?<name>[^.[\]"]+)|\[(?<index>\d+)\]|\[(?<key>"(?:[^"\\]|\\.)*")\]/g

/** The path of a member or map entry below `path`: `a.b`, or `a["b.c"]` where the name would read as a path itself. */
export function join(path: string, name: string): string {
  if (!/^[^.[\]"]+$/.test(name)) return `${path}[${JSON.stringify(name)}]`
  return path === "" ? name : `${path}.${name}`
}

/** A path's steps: names, keys and, in digits, indexes; `undefined` for what is no path. */
export function stepsOf(path: string): string[] | undefined {
  const steps = [...path.matchAll(STEP)]
  if (steps.map(([text]) => text).join("") !== path) return undefined
  return steps.map(({ groups: { name, index, key } = {} }) => name ?? index ?? JSON.parse(key!))
}

/** The path that `path` is one step below. */
export function parentOf(path: string): string {
  const last = [...path.matchAll(STEP)].at(-1)
  return path.slice(0, last?.index)
}

/**
 * The shape at a violation's path below `shapeName`, `undefined` when the model has none there.
 *
 * @example memberAt(loadModel("cognito-idp"), "SignUpRequest", "UserAttributes[0].Name")?.max // 32
 */
export function memberAt(model: ServiceModel, shapeName: string, path: string): Shape | undefined {
  const steps = [...path.matchAll(STEP)]
  if (steps.map(([text]) => text).join("") !== path) return undefined
  let shape = Object.hasOwn(model.shapes, shapeName) ? model.shapes[shapeName] : undefined
  for (const { groups } of steps) {
    const reference = shape && below(shape, groups!)
    shape = reference && model.shapes[reference.shape]
  }
  return shape
}

function below(
  shape: Shape,
  { name, index }: { [group: string]: string | undefined },
): ShapeReference | undefined {
  if (index !== undefined) return shape.member
  if (name !== undefined && shape.members && Object.hasOwn(shape.members, name)) return shape.members[name]
  return shape.value
}
