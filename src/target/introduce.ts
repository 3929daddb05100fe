import { PoolproofError } from "../scenario/problem.ts"
import type { HttpClient } from "../wire/http.ts"
import type { Adapters, InboxConfig } from "./adapters/schema.ts"
import { Asker } from "./asker.ts"
import { discover } from "./discover.ts"
import { summaryOf } from "./discovery-summary.ts"
import { firstLook, isHopeless } from "./doctor.ts"
import type { Ledger } from "./ledger.ts"
import { loadTarget, shippedTargets } from "./load.ts"
import { learnLacking } from "./probe.ts"
import { type Product, recognise } from "./products.ts"
import type { TargetProfile } from "./profile.ts"
import { profileText } from "./profile-text.ts"
import type { Target } from "./target.ts"

/** An open target, with the ledger of what is made in it. */
interface Visit {
  target: Target
  ledger: Ledger
  runId: string
  cleanUp(): Promise<unknown>
  close(): Promise<void>
}

export interface IntroduceOptions {
  region?: string
  /** Default: by the example key of AWS's documentation, which most take. */
  auth?: "aws" | "none"
  client: HttpClient
  /** Every operation of the model. */
  operations: readonly string[]
  open: (profile: TargetProfile) => Promise<Visit>
  signal: AbortSignal
}

export interface Introduction {
  /** What it is, in a few words. */
  is: string
  lines: [string, string][]
  /** A target file. */
  text: string
}

/** Gets to know an endpoint of which only the address is known. @throws PoolproofError (exit 3) where it is not what we speak to */
export async function introduce(endpoint: string, options: IntroduceOptions): Promise<Introduction> {
  const stranger = strangerAt(endpoint, options)
  const product = await visit(stranger, options, async (target, asker) => {
    const findings = await firstLook(target, options.client, options.signal)
    const hopeless = findings.find(isHopeless)
    if (hopeless) {
      const fix = hopeless.check === "credentials" ? KEY : hopeless.fix
      throw new PoolproofError(`${hopeless.says}${fix ? `\n  ${fix}` : ""}`, 3)
    }
    return recognise(asker, await learnLacking(asker))
  })
  const shipped = product && shippedTargets().includes(product.name) ? loadTarget(product.name) : undefined
  const adapters = withoutStart(shipped?.adapters)
  const known = {
    ...stranger,
    ...(shipped?.accountId && { accountId: shipped.accountId }),
    ...(adapters && { adapters }),
  }
  return visit(known, options, async (_, asker) => {
    const seen = await discover(asker, options.operations)
    const { region, auth } = stranger
    const text = profileText({ endpoint, region: region!, auth, seen, product, shipped, adapters })
    return { is: whatItIs(product), lines: summaryOf(seen), text }
  })
}

const KEY = "sign by a key pair that it knows: --auth aws takes AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
const AWS_HOST = /^cognito-idp\.([\w-]+)\.amazonaws\.com(?:\.cn)?$/

/** A profile that takes nothing for granted but the address. */
function strangerAt(endpoint: string, { region, auth }: IntroduceOptions): TargetProfile {
  const base = loadTarget("endpoint")
  const regionOfAws = AWS_HOST.exec(new URL(endpoint).hostname)?.[1]
  const stranger = { ...base, endpoint, region: region ?? regionOfAws ?? base.region!, ...(auth && { auth }) }
  if (regionOfAws === undefined) return stranger
  const endpoints = {
    identity: "https://cognito-identity.${region}.amazonaws.com",
    sts: "https://sts.${region}.amazonaws.com",
    oauth: "https://${domain}.auth.${region}.amazoncognito.com",
  }
  return { ...stranger, endpoints, auth: auth ?? "aws" }
}

/** Does something with an open target, and leaves nothing behind. */
async function visit<Found>(
  profile: TargetProfile,
  { client, signal, open }: IntroduceOptions,
  look: (target: Target, asker: Asker) => Promise<Found>,
): Promise<Found> {
  const session = await open(profile)
  try {
    const { target, ledger, runId } = session
    return await look(target, new Asker(target, { client, ledger, runId, signal }))
  } finally {
    await session.cleanUp()
    await session.close()
  }
}

/** The adapters that need nothing but the address; undefined where none is left. */
function withoutStart(adapters: Adapters | undefined): Adapters | undefined {
  const { inbox, clock, keys, lambda } = adapters ?? {}
  const inboxes = [inbox ?? []]
    .flat()
    .filter((one: InboxConfig) => one.kind !== "stdout" && one.kind !== "file")
  const left: Adapters = {
    ...(inboxes.length > 0 && { inbox: inboxes.length === 1 ? inboxes[0]! : inboxes }),
    ...(clock && { clock }),
    ...(keys?.kind === "http" && { keys }),
    ...(lambda?.kind === "control" && { lambda }),
  }
  return Object.keys(left).length > 0 ? left : undefined
}

function whatItIs(product: Product | undefined): string {
  if (!product) return "nothing that poolproof can recognise"
  return `${product.name}${product.version ? ` ${product.version}` : ""} (${product.by})`
}
