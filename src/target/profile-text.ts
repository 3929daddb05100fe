import { stringify } from "yaml"
import type { Adapters } from "./adapters/schema.ts"
import type { Discovery } from "./discover.ts"
import type { Lacking } from "./probe.ts"
import type { Product } from "./products.ts"
import type { TargetProfile } from "./profile.ts"

export interface ProfileTextOptions {
  endpoint: string
  region: string
  auth: TargetProfile["auth"]
  seen: Discovery
  product: Product | undefined
  /** What is known of the product: the target file that comes with poolproof. */
  shipped: TargetProfile | undefined
  /** The shipped adapters that work without a `start`. */
  adapters: Adapters | undefined
}

/** A target file of what was seen, each part with what it was seen by. */
export function profileText(options: ProfileTextOptions): string {
  const { seen, product, shipped, endpoint } = options
  const name = product?.name ?? "my-server"
  const parts = [
    `# Written by \`poolproof init\` from what ${endpoint} answered. It is yours now: docs/writing-targets.md explains each line.`,
    block({ poolproof: 1, kind: "Target", name }),
    productText(product, shipped),
    block({ endpoint }),
    endpointsText(seen, shipped),
    placeText(options),
    tokensText(seen),
    block({ auth: options.auth }, "Whose key signs calls. These were taken."),
    supportsText(seen),
    unsupportedText(seen.lacking),
    adaptersText(options),
    START,
  ]
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`
}

const START = `# So that the suite starts it itself, stops it, and shows its log beside a failure; then endpoint: http://127.0.0.1:\${port}
# start:
#   command: ./my-server --port \${port}
#   ready: { within: 30s }`

const INBOX = `# Codes could not be read, so whatever needs one is unsupported. Where your server hands them out for tests:
# adapters:
#   inbox:
#     kind: http # or stdout, file, static, header, sender-trigger
#     url: \${endpoint}/_debug/mail?pool=\${poolId}&user=\${username}
#     items: messages`

/** Top-level keys, below what is said of them. */
function block(value: object, ...says: string[]): string {
  const comments = says.map((line) => `# ${line}\n`).join("")
  return `${comments}${stringify(value, { lineWidth: 120 }).trimEnd()}`
}

function commentedOut(text: string): string {
  return text.replace(/^/gm, "# ")
}

function productText(product: Product | undefined, shipped: TargetProfile | undefined): string {
  if (!product) return "# Nobody here knows it: none of the implementations that poolproof can recognise."
  const { version: _, ...about } = shipped?.product ?? {}
  const known = { ...about, ...(product.version !== undefined && { version: product.version }) }
  const says = `Recognised by ${product.by}.`
  if (Object.keys(known).length === 0) return `# ${says}`
  return block(
    { product: known },
    product.version ? says : `${says} Add its \`version\`: expectations can depend on it.`,
  )
}

function endpointsText({ services }: Discovery, shipped: TargetProfile | undefined): string {
  const endpoints = {
    ...(services.identity && { identity: shipped?.endpoints?.identity ?? "${endpoint}" }),
    ...(services.sts && { sts: shipped?.endpoints?.sts ?? "${endpoint}" }),
    ...(services.oauth !== undefined && { oauth: services.oauth }),
  }
  const has = [
    services.identity ? "identity.ListIdentityPools lists" : "no identity.ListIdentityPools",
    services.sts ? "GetCallerIdentity of STS answers" : "no STS",
    services.oauth === undefined ? "no /oauth2/token" : "/oauth2/token speaks OAuth",
  ]
  if (Object.keys(endpoints).length === 0) return `# Only user pools: ${has.join(", ")}.`
  return block({ endpoints }, `Besides user pools: ${has.join(", ")}.`)
}

function placeText({ region, seen: { region: ofIds, accountId } }: ProfileTextOptions): string {
  return block(
    { region: ofIds ?? region, ...(accountId !== undefined && { accountId }) },
    ofIds === undefined
      ? "Signed for it."
      : "What ids of pools begin with, and the account that their ARNs name.",
  )
}

function tokensText({ keys }: Discovery): string {
  const { issuer, jwks, discovery, verify } = keys ?? {}
  const lines = [
    issuer === undefined
      ? "# No token could be had, so `issuer` is not known. The default: https://cognito-idp.${region}.amazonaws.com/${poolId}"
      : block({ issuer }, "`iss` of an access token."),
    jwks === undefined
      ? "# No keys were found. The default: jwks: ${endpoint}/${poolId}/.well-known/jwks.json"
      : block(
          { jwks },
          verify === false
            ? "The token does not verify with them."
            : "Where the keys are that tokens verify with.",
        ),
    discovery === undefined
      ? "# There is no discovery document, neither there nor below the issuer."
      : block({ discovery: discovery.url }, `It says that the issuer is ${discovery.issuer}.`),
  ]
  return lines.join("\n")
}

function supportsText({ signIn, services, operations, lacking }: Discovery): string {
  const names = [...operations.keys()].filter((name) => services.identity || !name.startsWith("identity."))
  const there = names.filter((name) => operations.get(name))
  const entries: Record<string, boolean> = {}
  const says = [
    `${there.length} of ${names.length} operations are there (poolproof doctor --operations names them).`,
  ]
  if (entriesFor(lacking) === undefined) {
    says.push(
      "What it lacks is answered as a crash is, so they are listed by name, and a crash of one is a failure.",
    )
    for (const service of ["idp", "identity"]) {
      const of = there.filter((name) => name.startsWith(`${service}.`))
      if (of.length > 0) entries[`op.${service}.*`] = false
      for (const name of of) entries[`op.${name}`] = true
    }
  } else
    says.push(
      "The others need no entry: it says itself that it lacks them, and one that you add is judged at once.",
    )
  for (const [flow, has] of signIn?.flows ?? []) if (has === false) entries[`flow.${flow}`] = false
  if (services.oauth !== undefined && services.domain === undefined) entries["oauth.domain"] = false
  const comments = says.map((line) => `# ${line}`).join("\n")
  return Object.keys(entries).length === 0 ? comments : `${comments}\n${block({ supports: entries })}`
}

function unsupportedText(lacking: Lacking): string {
  const entries = entriesFor(lacking)
  if (entries === undefined || entries.length === 0) return ""
  return block(
    { unsupported: entries },
    "How it answers an operation that does not exist, or that hardly anybody has.",
  )
}

type Entry = NonNullable<TargetProfile["unsupported"]>[number]

/** Errors that many things may have caused. */
const GENERAL =
  /^(?:InvalidParameter|Validation|BadRequest|Internal|ResourceNotFound|NotFound|NotAuthorized|AccessDenied)/

/** How it says that it lacks something; undefined where that cannot be told from a crash. */
function entriesFor({ answers }: Lacking): Entry[] | undefined {
  const entries: Entry[] = []
  for (const { called, operation } of answers) {
    const { answer, exchange } = called
    const status = exchange.response?.status ?? 0
    if (answer.kind === "garbage" && status !== 500) entries.push({ status })
    else if (answer.kind === "error" && !GENERAL.test(answer.type))
      entries.push({ status, type: answer.rawType })
    else if (answer.kind === "error" && answer.message?.includes(operation))
      entries.push({
        status,
        type: answer.rawType,
        message: `^${escaped(answer.message.split(operation)[0]!)}`,
      })
    else return undefined
  }
  const unlike = new Map(entries.map((entry) => [JSON.stringify(entry), entry]))
  return [...unlike.values()].filter(({ type }) => type !== "UnknownOperationException")
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.|?+*()[\]{}]/g, "\\$&")
}

function adaptersText({ adapters, product, seen: { codes } }: ProfileTextOptions): string {
  if (!adapters) return INBOX
  if (codes?.kind !== "none") {
    const tried = codes?.kind === "any" ? "It confirms users by any code." : "A code was read and taken."
    return block({ adapters }, `As targets/${product?.name}.yaml of poolproof has it. ${tried}`)
  }
  const says = `# As targets/${product?.name}.yaml of poolproof has it; tried, and ${codes.why}.`
  const { inbox, ...others } = adapters
  if (Object.keys(others).length === 0) return `${says}\n${commentedOut(block({ adapters: { inbox } }))}`
  const below = block({ inbox }).replaceAll(/^/gm, "  ")
  return `${block({ adapters: others })}\n${says}\n${commentedOut(below)}`
}
