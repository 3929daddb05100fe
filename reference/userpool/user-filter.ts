import { invalidParameter } from "../errors.ts"
import type { User } from "./user.ts"

const attributes = ["email", "phone_number", "name", "given_name", "family_name", "preferred_username", "sub"]

/** What can be searched: how to read it of a user, and whether case counts (DIR-170, DIR-171). */
const searchable = new Map<string, { read: (user: User) => string | undefined; ignoresCase: boolean }>([
  ...attributes.map(
    (name) => [name, { read: (user: User) => user.attributes.get(name), ignoresCase: false }] as const,
  ),
  ["username", { read: (user) => user.username, ignoresCase: false }],
  ["status", { read: (user) => (user.enabled ? "Enabled" : "Disabled"), ignoresCase: false }],
  ["cognito:user_status", { read: (user) => user.status, ignoresCase: true }],
])

/**
 * ListUsers' Filter as a test: `attribute = "value"` or `attribute ^= "prefix"`, blanks optional, the attribute quoted
 * or not; an empty filter takes all. Throws InvalidParameterException.
 */
export function parseFilter(filter: string): (user: User) => boolean {
  if (filter.trim() === "") return () => true
  const match = /^\s*(?:"([^"]+)"|([\w:]+))\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/.exec(filter)
  if (!match) return invalidParameter("Error while parsing filter.")
  const [, quoted, plain, operator, written] = match
  const name = (quoted ?? plain)!
  const attribute = searchable.get(name)
  if (!attribute) return invalidParameter(`Invalid search attribute: ${name}`)
  const folded = (text: string) => (attribute.ignoresCase ? text.toLowerCase() : text)
  const value = folded(written!.replace(/\\(.)/g, "$1"))
  return (user) => {
    const found = attribute.read(user)
    if (found === undefined) return false
    return operator === "=" ? folded(found) === value : folded(found).startsWith(value)
  }
}
