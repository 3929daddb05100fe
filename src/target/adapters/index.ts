import { execFile } from "node:child_process"
import { resolve } from "node:path"
import { promisify } from "node:util"
import { PoolproofError } from "../../scenario/problem.ts"
import type { Exchange } from "../../wire/exchange.ts"
import type { HttpClient } from "../../wire/http.ts"
import type { TargetServer } from "../server.ts"
import type { ClockAdapter, Inbox, KeysAdapter, LambdaAdapter, LogLine } from "../target.ts"
import { fill, type Values } from "../template.ts"
import { fileInbox } from "./file-inbox.ts"
import { HeaderInbox } from "./header-inbox.ts"
import { sendCall } from "./http-call.ts"
import { httpInbox } from "./http-inbox.ts"
import { LogInbox } from "./log-inbox.ts"
import { type Mailbox, mailboxInbox } from "./mailbox-inbox.ts"
import type { Adapters, InboxConfig } from "./schema.ts"
import { staticInbox } from "./static-inbox.ts"

/** What adapters reach the target by. */
export interface Reach {
  name: string
  client: HttpClient
  /** `${endpoint}`, `${region}` and `${accountId}`, as they are now. */
  values: () => Values
  /** Undefined where the suite did not start it. */
  server: () => TargetServer | undefined
  mailbox: Mailbox | undefined
}

/** One inbox of all that a profile names, and the taps that feed those which listen. */
export interface Inboxes {
  inbox: Inbox | undefined
  takeLine(line: LogLine): void
  takeExchange(exchange: Exchange): void
}

export function openInboxes(config: Adapters["inbox"], reach: Reach): Inboxes {
  const open = config === undefined ? [] : [config].flat().map((one) => openInbox(one, reach))
  const logs = open.filter((inbox) => inbox instanceof LogInbox)
  const headers = open.filter((inbox) => inbox instanceof HeaderInbox)
  return {
    inbox: open.length < 2 ? open[0] : together(open),
    takeLine: (line) => {
      for (const inbox of logs) inbox.take(line)
    },
    takeExchange: (exchange) => {
      for (const inbox of headers) inbox.observe(exchange)
    },
  }
}

function openInbox(config: InboxConfig, { client, values, server, mailbox, name }: Reach): Inbox {
  switch (config.kind) {
    case "http":
      return httpInbox(client, config, values)
    case "stdout":
      return new LogInbox(config.patterns)
    case "file": {
      const path = () => resolve(fill(config.path, { cwd: server()?.values.cwd ?? process.cwd() }))
      return fileInbox(path, config.patterns)
    }
    case "static":
      return staticInbox(config)
    case "header":
      return new HeaderInbox(config.name, config.pattern)
    case "sender-trigger":
      if (!mailbox)
        throw new PoolproofError(
          `${name}: the inbox \`sender-trigger\` needs the suite's functions and mailbox`,
          3,
        )
      return mailboxInbox(mailbox)
  }
}

function together(inboxes: readonly Inbox[]): Inbox {
  return {
    blind: inboxes.some(({ blind }) => blind),
    messages: async (query, signal) => {
      const found = await Promise.all(inboxes.map((inbox) => inbox.messages(query, signal)))
      return found.flatMap((messages, i) =>
        messages.map((message) => ({ ...message, id: `${i}:${message.id}` })),
      )
    },
  }
}

export function openClock(config: Adapters["clock"], { client, values }: Reach): ClockAdapter | undefined {
  if (!config) return undefined
  return {
    advance: async (poolId, seconds, signal) => {
      await sendCall(
        client,
        "clock",
        config.advance,
        { ...values(), poolId, seconds: String(seconds) },
        signal,
      )
    },
  }
}

/** A target that must be restarted for new keys has them only where the suite started it. */
export function openKeys(
  config: Adapters["keys"],
  { client, values, server }: Reach,
): KeysAdapter | undefined {
  if (!config) return undefined
  if (config.kind === "http") {
    const { rotate, withdraw } = config
    return {
      rotate: async (poolId, signal) =>
        void (await sendCall(client, "keys.rotate", rotate, { ...values(), poolId }, signal)),
      ...(withdraw && {
        withdraw: async (poolId: string, kid: string, signal: AbortSignal) =>
          void (await sendCall(client, "keys.withdraw", withdraw, { ...values(), poolId, kid }, signal)),
      }),
    }
  }
  const started = server()
  if (!started) return undefined
  let rotation = 0
  return {
    restarts: true,
    rotate: async (_poolId, signal) => {
      const known: Values = { ...started.values, rotation: String(++rotation) }
      const env = Object.entries(config.env ?? {}).map(([name, text]) => [name, fill(text, known)])
      const [program, ...args] = (config.run ?? []).map((text) => fill(text, known))
      await started.restart(Object.fromEntries(env), async () => {
        if (program) await promisify(execFile)(program, args, { cwd: known.cwd!, signal, timeout: 30_000 })
      })
    },
  }
}

const DEFAULT_ARN = "arn:aws:lambda:${region}:${accountId}:function:${name}"

/** Tells the target where functions are invoked. Undefined where this run plays none. */
export async function openLambda(
  config: Adapters["lambda"],
  { client, values }: Reach,
  endpoint: string | undefined,
  signal: AbortSignal,
): Promise<LambdaAdapter | undefined> {
  if (!config || !endpoint) return undefined
  if (config.kind === "control")
    await sendCall(client, "lambda", config.set, { ...values(), "lambda.endpoint": endpoint }, signal)
  return { functionArn: (name) => fill(config.functionArn ?? DEFAULT_ARN, { ...values(), name }) }
}
