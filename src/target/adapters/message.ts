import { memberOf } from "../../scenario/template.ts"
import type { InboxQuery, Message } from "../target.ts"

/** A message, with whose it is where the source says so. */
export type Found = Message & { username?: string; userPoolId?: string }

const MEMBERS = { code: "code", "temporary-password": "temporaryPassword", link: "link" } as const

/**
 * The messages that a query asks for: those of the username, or else those to the address (some targets name the
 * user by `sub`), or else those of which the source does not say whose they are.
 */
export function select<T extends Found>(messages: readonly T[], query: InboxQuery): T[] {
  const { userPoolId, username, to, kind } = query
  const ofPool = messages.filter((found) => found.userPoolId === undefined || found.userPoolId === userPoolId)
  const right = ofPool.filter((found) => found[MEMBERS[kind]] !== undefined)
  const named = right.filter((found) => found.username === username)
  if (named.length > 0) return named
  const addressed = to === undefined ? [] : right.filter((found) => found.to === to)
  if (addressed.length > 0) return addressed
  return right.filter((found) => found.username === undefined && (found.to === undefined || to === undefined))
}

/** A message from named values; those that are empty are left out. `at` may be epoch seconds, milliseconds or a date. */
export function messageOf(values: Readonly<Record<string, unknown>>, id: string): Found {
  const { poolId, at, ...members } = values
  const moment = at === undefined ? undefined : momentOf(at)
  const named = {
    ...members,
    userPoolId: values.userPoolId ?? poolId,
    ...(moment === undefined ? {} : { at: moment }),
  }
  const present = Object.entries(named).filter(
    ([, value]) => value !== undefined && value !== null && value !== "",
  )
  return {
    id,
    ...Object.fromEntries(present.map(([key, value]) => [key, key === "at" ? value : String(value)])),
  }
}

function momentOf(at: unknown): number | undefined {
  const number = typeof at === "number" ? at : Number.NaN
  if (!Number.isNaN(number)) return number < 1e11 ? number * 1_000 : number
  const date = Date.parse(String(at))
  return Number.isNaN(date) ? undefined : date
}

/** The value at a dotted path; numbers index lists. */
export function at(value: unknown, path: string): unknown {
  return memberOf(value, path.split("."))
}
