import { invalidParameter } from "../errors.ts"

/** One page of a list, and the opaque token of the next when there is more. */
export function page<T>(
  items: readonly T[],
  limit: number,
  token: string | undefined,
): { items: T[]; next: string | undefined } {
  const start = token === undefined ? 0 : offsetOf(token)
  const end = start + limit
  return { items: items.slice(start, end), next: end < items.length ? tokenOf(end) : undefined }
}

function tokenOf(offset: number): string {
  return Buffer.from(`from ${offset}`).toString("base64")
}

function offsetOf(token: string): number {
  const match = /^from (\d+)$/.exec(Buffer.from(token, "base64").toString())
  return match ? Number(match[1]) : invalidParameter("Invalid pagination token given.")
}
