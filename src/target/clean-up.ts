import { setTimeout as sleep } from "node:timers/promises"
import type { HttpClient } from "../wire/http.ts"
import { type Called, callTarget, describe } from "./call.ts"
import type { Ledger, Resource, ResourceKind } from "./ledger.ts"
import type { Target } from "./target.ts"

/** What is left, and why. */
export interface LeftOver {
  resource: Resource
  why: string
}
export interface CleanedUp {
  deleted: number
  left: LeftOver[]
}

const AT_ONCE = 4
const NO_TIME = "there was no time left"
const LISTS = {
  "user-pool": { operation: "idp.ListUserPools", items: "UserPools", id: "Id", name: "Name" },
  "identity-pool": {
    operation: "identity.ListIdentityPools",
    items: "IdentityPools",
    id: "IdentityPoolId",
    name: "IdentityPoolName",
  },
} as const

/**
 * Deletes what a ledger says is left, the newest first, within `withinMs` (default a minute), and writes down what it
 * did. Ends early, with what is left, when the signal does.
 */
export async function cleanUp(
  ledger: Ledger,
  target: Target,
  client: HttpClient,
  {
    signal = new AbortController().signal,
    withinMs = 60_000,
  }: { signal?: AbortSignal; withinMs?: number } = {},
): Promise<CleanedUp> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(withinMs)])
  const call: Call = (operation, input) => callTarget(target, client, operation, input, limit)
  const left = await findUnanswered(ledger, call)
  const queue = ledger
    .resources()
    .filter(({ id }) => id !== undefined)
    .reverse()
  let deleted = 0
  const work = async () => {
    for (let resource = queue.shift(); resource; resource = queue.shift()) {
      const why = limit.aborted ? NO_TIME : await remove(resource.kind, resource.id!, call, limit)
      if (why === undefined) {
        ledger.deleted(resource.kind, resource.id!)
        deleted++
      } else left.push({ resource, why: limit.aborted ? NO_TIME : why })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return { deleted, left }
}

type Call = (operation: string, input: Readonly<Record<string, unknown>>) => Promise<Called>

/** Deletes one pool; undefined when it is gone, or why not. */
async function remove(
  kind: ResourceKind,
  id: string,
  call: Call,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (kind === "identity-pool")
    return deleted(await patiently(() => call("identity.DeleteIdentityPool", { IdentityPoolId: id }), signal))
  const once = () => patiently(() => call("idp.DeleteUserPool", { UserPoolId: id }), signal)
  const first = await once()
  if (first.answer.kind !== "error" || first.answer.type !== "InvalidParameterException")
    return deleted(first)
  // Of a pool with a domain, or protected from deletion, that goes first (OAU-207, DIR-023).
  const { answer } = await call("idp.DescribeUserPool", { UserPoolId: id })
  const pool = (answer.kind === "success" ? answer.output.UserPool : undefined) as
    | { Domain?: string; CustomDomain?: string; DeletionProtection?: string }
    | undefined
  if (pool?.DeletionProtection === "ACTIVE")
    await call("idp.UpdateUserPool", { UserPoolId: id, DeletionProtection: "INACTIVE" })
  for (const Domain of [pool?.Domain, pool?.CustomDomain])
    if (Domain) await call("idp.DeleteUserPoolDomain", { UserPoolId: id, Domain })
  return deleted(await once())
}

function deleted({ answer }: Called): string | undefined {
  if (answer.kind === "success" || (answer.kind === "error" && answer.type === "ResourceNotFoundException"))
    return undefined
  return describe(answer)
}

/** Waits out being asked to slow down. */
async function patiently(send: () => Promise<Called>, signal: AbortSignal): Promise<Called> {
  for (let pause = 250; ; pause *= 2) {
    const called = await send()
    const slowDown =
      called.answer.kind === "error" &&
      /^(?:TooManyRequests|Throttling|LimitExceeded)/.test(called.answer.type)
    if (!slowDown || signal.aborted) return called
    await sleep(Math.min(pause, 5_000), undefined, { signal }).catch(() => {})
  }
}

/**
 * Looks for what calls made that were never answered: by the exact name, where it is one that the suite generates
 * and no more pools bear it than calls were made. A name that others may have chosen too is left alone.
 */
async function findUnanswered(ledger: Ledger, call: Call): Promise<LeftOver[]> {
  const left: LeftOver[] = []
  const unanswered = ledger.resources().filter(({ id }) => id === undefined)
  const known = ledger.created()
  for (const [kind, ofKind] of Map.groupBy(unanswered, ({ kind }) => kind)) {
    const pools = await list(kind, call)
    for (const [name, resources] of Map.groupBy(ofKind, ({ name }) => name)) {
      if (typeof pools === "string") leave(resources, `${LISTS[kind].operation} failed: ${pools}`)
      else if (!name?.startsWith("poolproof-"))
        leave(resources, `nobody can tell whether a pool named ${JSON.stringify(name)} is ours`)
      else {
        const ids = pools.filter((pool) => pool.name === name && !known.has(pool.id)).map(({ id }) => id)
        if (ids.length > resources.length) leave(resources, `${ids.length} pools are named ${name}`)
        else for (const [i, resource] of resources.entries()) ledger.settle(resource, ids[i])
      }
    }
  }
  return left

  function leave(resources: readonly Resource[], why: string): void {
    left.push(...resources.map((resource) => ({ resource, why })))
  }
}

/** Every pool of a kind, or why there is no list. */
async function list(kind: ResourceKind, call: Call): Promise<{ id: string; name: string }[] | string> {
  const { operation, items, id, name } = LISTS[kind]
  const pools: { id: string; name: string }[] = []
  for (let NextToken: unknown; ; ) {
    const { answer } = await call(operation, { MaxResults: 60, ...(NextToken ? { NextToken } : {}) })
    if (answer.kind !== "success") return describe(answer)
    const page = (answer.output[items] ?? []) as Record<string, unknown>[]
    pools.push(...page.map((pool) => ({ id: String(pool[id]), name: String(pool[name]) })))
    if (!answer.output.NextToken || answer.output.NextToken === NextToken) return pools
    NextToken = answer.output.NextToken
  }
}
