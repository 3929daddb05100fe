import { PoolproofError } from "../scenario/problem.ts"
import { HttpClient } from "../wire/http.ts"
import { type Inboxes, openClock, openInboxes, openKeys, openLambda, type Reach } from "./adapters/index.ts"
import type { Mailbox } from "./adapters/mailbox-inbox.ts"
import type { Ledger } from "./ledger.ts"
import type { TargetProfile } from "./profile.ts"
import { Secrets } from "./secrets.ts"
import { TargetServer } from "./server.ts"
import { supports } from "./supports.ts"
import type { LogLine, Service, Target } from "./target.ts"
import { fill } from "./template.ts"

export interface OpenOptions {
  /** A running server: nothing is started. */
  endpoint?: string
  /** A shell command instead of the profile's own. */
  start?: string
  signal: AbortSignal
  runId: string
  onLog?: (line: LogLine) => void
  /** Remembers the started process, so that `sweep` can end it when we could not. To be finished after `close`. */
  ledger?: Ledger
  /** What the suite plays in this run. */
  doubles?: { lambda?: { endpoint: string }; mailbox?: Mailbox }
}

/** A target that is to be closed: what was started for it is stopped. */
export interface OpenTarget extends Target {
  close(): Promise<void>
}

const UNKNOWN_OPERATION = { type: "UnknownOperationException" } as const

/** Starts a target where its profile says so, and waits until it is ready. @throws PoolproofError (exit 2 or 3). */
export async function openTarget(profile: TargetProfile, options: OpenOptions): Promise<OpenTarget> {
  const { signal, runId, ledger, doubles } = options
  const secrets = new Secrets(profile.file)
  const credentials = await secrets.credentials(profile.auth)
  const region = profile.region ?? "us-east-1"
  const accountId = profile.accountId ?? "123456789012"
  const client = new HttpClient()
  let server: TargetServer | undefined
  let inboxes: Inboxes | undefined
  const early: LogLine[] = []

  const close = async () => {
    await client.close()
    await server?.stop()
    for (const { pid } of ledger?.processes() ?? []) ledger?.processEnded(pid)
  }
  try {
    const start =
      options.start === undefined ? profile.start : { ...startless(profile), command: options.start }
    const given = options.endpoint?.replace(/\/+$/, "")
    if (given === undefined && !profile.endpoint && !start?.ready?.stdout)
      throw new PoolproofError(`${profile.name} says no endpoint: give one with --endpoint URL`, 2)
    if (start && given === undefined) {
      server = await TargetServer.start({
        profile,
        start,
        secrets,
        client,
        runId,
        region,
        accountId,
        signal,
        lambdaEndpoint: doubles?.lambda?.endpoint ?? "",
        onLine: (line) => {
          if (inboxes) inboxes.takeLine(line)
          else early.push(line)
          options.onLog?.(line)
        },
        onProcess: (started, temp) => ledger?.processStarted(started.pid, temp),
      })
    }
    const endpoint = () =>
      (given ?? server?.endpoint ?? fill(profile.endpoint!, { region })).replace(/\/+$/, "")
    const values = () => ({ endpoint: endpoint(), region, accountId, port: portOf(endpoint()) })
    const perPool = (template: string, poolId: string) => fill(template, { ...values(), poolId })
    const reach: Reach = {
      name: profile.name,
      client,
      values,
      server: () => server,
      mailbox: doubles?.mailbox,
    }
    inboxes = openInboxes(profile.adapters?.inbox, reach)
    early.forEach(inboxes.takeLine)
    const unsupported = [UNKNOWN_OPERATION, ...(profile.unsupported ?? [])].map(matcher)

    return {
      name: profile.name,
      region,
      accountId,
      credentials,
      endpoint: (service: Service, domain = "") => {
        const template =
          service === "idp" ? (profile.endpoints?.idp ?? "${endpoint}") : profile.endpoints?.[service]
        return template && fill(template, { ...values(), domain }).replace(/\/+$/, "")
      },
      issuer: (id) => perPool(profile.issuer ?? "https://cognito-idp.${region}.amazonaws.com/${poolId}", id),
      jwksUrl: (id) => perPool(profile.jwks ?? "${endpoint}/${poolId}/.well-known/jwks.json", id),
      discoveryUrl: (id) =>
        perPool(profile.discovery ?? "${endpoint}/${poolId}/.well-known/openid-configuration", id),
      supports: (capability) => supports(profile, capability),
      saysUnsupported: (answer) => unsupported.some((fits) => fits(answer)),
      inbox: inboxes.inbox,
      clock: openClock(profile.adapters?.clock, reach),
      keys: openKeys(profile.adapters?.keys, reach),
      lambda: await openLambda(profile.adapters?.lambda, reach, doubles?.lambda?.endpoint, signal),
      secrets: secrets.values,
      loopback: isLoopback(endpoint()),
      log: (since) => server?.process.since(since) ?? [],
      observe: inboxes.takeExchange,
      ping: async (signal) => {
        const ending = server?.process.ending
        if (ending) return `its process ${ending}`
        const { failure } = await client.send({
          label: "ping",
          method: "GET",
          url: `${endpoint()}/`,
          timeoutMs: 5_000,
          signal,
        })
        return failure?.message
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** What remains of a profile's start when its command is another one. */
function startless({ start }: TargetProfile): NonNullable<TargetProfile["start"]> {
  const { npx, args, ...rest } = start ?? {}
  return rest
}

type Answer = Parameters<Target["saysUnsupported"]>[0]
type Unsupported = NonNullable<TargetProfile["unsupported"]>[number]

/** Whether an answer has everything that an entry of `unsupported` names. */
function matcher({ status, type, message, body }: Unsupported): (answer: Answer) => boolean {
  const bare = (name: string | undefined) => name?.replace(/^.*#/, "")
  const messageFits = message === undefined ? undefined : new RegExp(message, "su")
  const bodyFits = body === undefined ? undefined : new RegExp(body, "su")
  return (answer) =>
    (status === undefined || answer.status === status) &&
    (type === undefined || bare(answer.type) === bare(type)) &&
    (messageFits === undefined || messageFits.test(answer.message ?? "")) &&
    (bodyFits === undefined || bodyFits.test(answer.body))
}

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url)
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    /^127\./.test(hostname)
  )
}

function portOf(url: string): string {
  const { port, protocol } = new URL(url)
  return port || (protocol === "https:" ? "443" : "80")
}
