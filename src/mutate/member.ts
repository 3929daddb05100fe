import type { ServiceModel } from "../model/model.ts"
import { isRecord } from "./answer.ts"

/** A member of an answer, by the names on the way to it; `[]` stands for every item of a list. */
export type MemberPath = readonly string[]

const EVERY = "[]"

/** Every member of a value by its path, joined by dots, and whether the model requires it of its structure. */
export function membersOf(value: unknown, shapeName: string, model: ServiceModel): Map<string, boolean> {
  const members = new Map<string, boolean>()
  walk(value, shapeName, [])
  return members

  function walk(at: unknown, name: string | undefined, path: MemberPath): void {
    const shape = name === undefined ? undefined : model.shapes[name]
    if (Array.isArray(at)) for (const item of at) walk(item, shape?.member?.shape, [...path, EVERY])
    if (!isRecord(at)) return
    for (const [key, below] of Object.entries(at)) {
      members.set([...path, key].join("."), shape?.required?.includes(key) ?? false)
      walk(below, (shape?.members?.[key] ?? shape?.value)?.shape, [...path, key])
    }
  }
}

/** Changes a member wherever it stands; `change` gets the object that holds it. Says whether it stood anywhere. */
export function changeMember(
  value: unknown,
  path: MemberPath,
  change: (holder: Record<string, unknown>, key: string) => void,
): boolean {
  const [key, ...rest] = path
  if (key === EVERY)
    return Array.isArray(value) && value.map((item) => changeMember(item, rest, change)).some(Boolean)
  if (!isRecord(value) || key === undefined || !(key in value)) return false
  if (rest.length > 0) return changeMember(value[key], rest, change)
  change(value, key)
  return true
}
