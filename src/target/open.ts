import { PoolproofError } from "../scenario/problem.ts"
import { HttpClient } from "../wire/http.ts"
import { openClock, openInboxes, openKeys, openLambda, type Reach } from "./adapters/index.ts"
import type { Mailbox } from "./adapters/mailbox-inbox.ts"
import { addressesOf, isLoopback, portOf, withoutSlash } from "./addresses.ts"
import type { Ledger } from "./ledger.ts"
import type { Start, TargetProfile } from "./profile.ts"
import { Secrets } from "./secrets.ts"
import { TargetServer } from "./server.ts"
import { supports } from "./supports.ts"
import type { LogLine, Target } from "./target.ts"
import { fill } from "./template.ts"
import { unsupportedBy } from "./unsupported.ts"

export interface OpenOptions {
  /** A running server: nothing is started. */
  endpoint?: string
  /** A shell command instead of the profile's own. */
  start?: string
  signal: AbortSignal
  runId: string
  /** Where its secrets are kept, for whoever must hide them in an error too. */
  secrets?: Secrets
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

/**
 * Starts a target where its profile says so, waits until it is ready, and connects its adapters.
 * @throws PoolproofError, exit 2 when there is no endpoint, exit 3 when it cannot be started or a secret is missing.
 */
export async function openTarget(profile: TargetProfile, options: OpenOptions): Promise<OpenTarget> {
  const { signal, ledger, doubles } = options
  const { region = "us-east-1", accountId = "123456789012" } = profile
  const start = startOf(profile, options)
  if (options.endpoint === undefined && !profile.endpoint && !start?.ready?.stdout)
    throw new PoolproofError(`${profile.name} says no endpoint: give one with --endpoint URL`, 2)

  const secrets = options.secrets ?? new Secrets(profile.file)
  const credentials = await secrets.credentials(profile.auth)
  const client = new HttpClient()
  let server: TargetServer | undefined
  const close = async () => {
    await client.close()
    await server?.stop()
    for (const { pid } of ledger?.processes() ?? []) ledger?.processEnded(pid)
  }
  const endpoint = () =>
    withoutSlash(options.endpoint ?? server?.endpoint ?? fill(profile.endpoint!, { region }))
  const values = () => ({ endpoint: endpoint(), port: portOf(endpoint()), region, accountId })
  const addresses = addressesOf(profile, values)
  const reach: Reach = { name: profile.name, client, values, server: () => server, mailbox: doubles?.mailbox }
  const inboxes = openInboxes(profile.adapters?.inbox, reach)
  try {
    if (start)
      server = await TargetServer.start({
        profile,
        start,
        secrets,
        client,
        runId: options.runId,
        region,
        accountId,
        signal,
        lambdaEndpoint: doubles?.lambda?.endpoint ?? "",
        onLine: (line) => {
          inboxes.takeLine(line)
          options.onLog?.(line)
        },
        onProcess: (started, temp) => ledger?.processStarted(started.pid, temp),
      })
    const { clock, keys, lambda } = profile.adapters ?? {}
    const offers = {
      ...addresses,
      inbox: inboxes.inbox,
      clock: openClock(clock, reach),
      keys: openKeys(keys, reach),
      lambda: await openLambda(lambda, reach, doubles?.lambda?.endpoint, signal),
    }
    return {
      ...offers,
      name: profile.name,
      region,
      accountId,
      credentials,
      supports: (capability) => supports(profile, offers, capability),
      saysUnsupported: unsupportedBy(profile),
      secrets: secrets.values,
      loopback: isLoopback(endpoint()),
      log: (since) => server?.process.since(since) ?? [],
      observe: inboxes.takeExchange,
      ping: (signal) => ping(client, endpoint(), server, signal),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** How it is to be started, undefined where it is running. */
function startOf(profile: TargetProfile, options: OpenOptions): Start | undefined {
  if (options.endpoint !== undefined) return undefined
  if (options.start === undefined) return profile.start
  const { npx, pypi, run, args, ...rest } = profile.start ?? {}
  return { ...rest, command: options.start }
}

async function ping(client: HttpClient, url: string, server: TargetServer | undefined, signal: AbortSignal) {
  const ending = server?.process.ending
  if (ending) return `its process ${ending}`
  const { failure } = await client.send({
    label: "ping",
    method: "GET",
    url: `${url}/`,
    timeoutMs: 5_000,
    signal,
  })
  return failure && (signal.aborted ? "it does not answer any more" : failure.message)
}
