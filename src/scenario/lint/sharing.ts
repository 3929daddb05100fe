import type { Step } from "../documents.ts"
import { changesSettings, operationOf } from "./operations.ts"
import type { Place } from "./places.ts"
import type { Finding, Rule } from "./rule.ts"
import { Unknown } from "./static-scope.ts"

/** Members of an input that name what an operation changes. */
const OWNERS = ["UserPoolId", "ClientId", "IdentityPoolId"] as const

/** The run-scope fixture that a value belongs to. */
function sharedBy(value: unknown): string | undefined {
  if (value instanceof Unknown) return value.shared
  if (typeof value !== "object" || value === null) return undefined
  return sharedBy((value as { id?: unknown }).id)
}

function poolMoved(step: Step): { what: string; value: unknown; member: string[] } | undefined {
  if (step.verb === "clock") return { what: "the clock", value: step.clock.pool, member: ["clock", "pool"] }
  if (step.verb !== "jwks" || !step.do) return undefined
  const { jwks } = step
  return typeof jwks === "string"
    ? { what: "the keys", value: jwks, member: ["jwks"] }
    : { what: "the keys", value: jwks.pool, member: ["jwks", "pool"] }
}

function* findings({ document, source, step, path, scope }: Place): Generator<Finding> {
  if (!step || path !== step.path) return
  const fix = "use a fixture of `scope: case`"
  const moved = poolMoved(step)
  const owner = moved && sharedBy(scope.evaluate(moved.value))
  if (moved && owner)
    yield {
      source,
      path: [...path, ...moved.member],
      message: `${moved.what} of \`${owner}\` would move for the whole run, which shares it`,
      fix,
    }
  const operation = operationOf(step)
  if (!operation || step.verb !== "call" || !changesSettings(operation)) return
  if ("locks" in document && document.locks?.length) return
  const input = scope.evaluate({
    ...(step.as ? { ClientId: scopeClient(step.as, scope) } : {}),
    ...step.with,
  })
  for (const member of OWNERS) {
    const shared = sharedBy((input as Record<string, unknown>)[member])
    if (!shared) continue
    const written = step.with && Object.hasOwn(step.with, member)
    yield {
      source,
      path: [...path, ...(written ? ["with", member] : ["as"])],
      message: `${operation} changes \`${shared}\`, which the whole run shares`,
      fix: `${fix}, or give the scenario \`locks\``,
    }
    return
  }
}

function scopeClient(client: unknown, scope: Place["scope"]): unknown {
  const value = scope.evaluate(client)
  return typeof value === "object" && value !== null && !(value instanceof Unknown)
    ? (value as { id?: unknown }).id
    : value
}

/** PP009: what a whole run shares is read, not changed. */
export const sharing: Rule = {
  id: "PP009",
  title: "Shared fixture changed without a lock",
  *check({ places }) {
    for (const place of places) yield* findings(place)
  },
}
