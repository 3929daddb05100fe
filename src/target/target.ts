import type { Exchange } from "../wire/exchange.ts"
import type { Credentials } from "../wire/sigv4.ts"

/** The services that a target may offer, by the prefix that scenarios use. */
export type Service = "idp" | "identity" | "sts" | "oauth"

/** A message that the target sent to a user, as an inbox adapter found it. */
export interface Message {
  /** Unique within its adapter, so that no message is read twice. */
  id: string
  at?: number
  code?: string
  temporaryPassword?: string
  link?: string
  to?: string
  channel?: "EMAIL" | "SMS"
  trigger?: string
  body?: string
}

/** Whose messages, and of what kind. */
export interface InboxQuery {
  userPoolId: string
  username: string
  to?: string
  kind: "code" | "temporary-password" | "link"
}

/** How the suite reads what the target sends. Messages come oldest first; polling and "unread" are the caller's. */
export interface Inbox {
  /** It answers the same whether or not anything was sent, so it proves nothing about sending. */
  readonly blind?: boolean
  messages(query: InboxQuery, signal: AbortSignal): Promise<Message[]>
}

/** How the suite moves the target's time forward. */
export interface ClockAdapter {
  advance(userPoolId: string, seconds: number, signal: AbortSignal): Promise<void>
}

/** How the suite makes the target change its signing keys. */
export interface KeysAdapter {
  /** New keys come by a restart: nobody is answered meanwhile, and whose keys change nobody knows. */
  readonly restarts?: boolean
  rotate(userPoolId: string, signal: AbortSignal): Promise<void>
  withdraw?(userPoolId: string, kid: string, signal: AbortSignal): Promise<void>
}

/** How a target is told where the suite's Lambda double listens, and what ARNs it accepts. */
export interface LambdaAdapter {
  functionArn(name: string): string
}

/** A line of the target's own log, where the suite started it. */
export interface LogLine {
  at: number
  stream: "stdout" | "stderr"
  text: string
}

/** An endpoint under test, reachable and ready. Everything that steps need to know of it. */
export interface Target {
  readonly name: string
  readonly region: string
  readonly accountId: string
  /**
   * Base URL without a trailing slash, or undefined when the target does not offer the service.
   * `domain` is the prefix of a user pool's domain, for `oauth`.
   */
  endpoint(service: Service, domain?: string): string | undefined
  readonly credentials: Credentials | undefined
  issuer(userPoolId: string): string
  jwksUrl(userPoolId: string): string
  discoveryUrl(userPoolId: string): string
  /**
   * What the target file says of a capability (`op.idp.SignUp`, `flow.USER_SRP_AUTH`), by name or by the most
   * specific glob; of `identity`, `sts`, `oauth`, `inbox`, `clock.advance`, `keys.rotate`, `keys.withdraw` and
   * `lambda` it says by having the endpoint or adapter. Undefined when it is silent.
   */
  supports(capability: string): boolean | undefined
  /** Whether an answer is this target's own way of saying that it lacks the operation or flow. */
  saysUnsupported(answer: {
    status: number
    type: string | undefined
    message: string | undefined
    body: string
  }): boolean
  readonly inbox: Inbox | undefined
  readonly clock: ClockAdapter | undefined
  readonly keys: KeysAdapter | undefined
  readonly lambda: LambdaAdapter | undefined
  /** Values that must appear in no artefact. */
  readonly secrets: readonly string[]
  /** Loopback targets show minted values in artefacts; others have them redacted (design §3). */
  readonly loopback: boolean
  /** The target's log since a moment (epoch ms), newest last; empty when the suite did not start it. */
  log(since: number): readonly LogLine[]
  /** To be shown every exchange with it: some targets hand out codes in their answers. */
  observe(exchange: Exchange): void
  /** Alive (undefined), or why not. */
  ping(signal: AbortSignal): Promise<string | undefined>
}
