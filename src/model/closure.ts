import { createHash } from "node:crypto"
import type { OperationModel, Shape } from "./types.ts"

type Shapes = Readonly<Record<string, Shape>>

/** The names of all shapes that `roots` reach, themselves included, sorted. */
export function closure(shapes: Shapes, roots: readonly string[]): string[] {
  const reached = new Set(roots)
  // A Set's iteration also visits what is added on the way.
  for (const name of reached) {
    const { members = {}, member, key, value } = shapes[name]!
    for (const reference of [...Object.values(members), member, key, value]) {
      if (reference) reached.add(reference.shape)
    }
  }
  return [...reached].sort()
}

/** `sha256:` and 8 hex digits over everything an operation's input, output and errors reach; key order is no part of it. */
export function checksum(shapes: Shapes, operation: Omit<OperationModel, "auth" | "shape">): string {
  const { input, output, errors } = operation
  const roots = [input, ...(output === null ? [] : [output]), ...errors]
  const tree = closure(shapes, roots).map((name) => [name, shapes[name]])
  const text = JSON.stringify([input, output, [...errors].sort(), tree], sortedKeys)
  return `sha256:${createHash("sha256").update(text).digest("hex").slice(0, 8)}`
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
