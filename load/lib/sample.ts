import type { Failure, Outcome } from "./outcome.ts"
import type { TokenIdentity, Tokens } from "./tokens.ts"

/** What an iteration leaves behind: one line of the run's stream, of which everything else is made. */
export interface SampleLine {
  /** The version of the line. */
  pp: 1
  /** Iteration, counted across segments. */
  i: number
  /** Start in ms since the scenario's own. */
  t: number
  flow: string
  /** Index of the user, -1 where there is none. */
  u: number
  o: Outcome
  detail?: string
  /** Requests in order: operation, status, milliseconds. */
  ops: [string, number, number][]
  /** Empty where a token has no such claim. */
  sub?: string
  jti?: string
  idJti?: string
  /** Access and ID token, for their signatures to be verified. */
  audit?: [string, string]
  /** IdentityId in an identity pool. */
  identity?: string
  /** Digest of the key set that was fetched. */
  keys?: string
}

/** Collects what one iteration does, and writes it as a line. It runs in the hot path: plain fields and concatenation. */
export class Sample {
  iteration: number
  started: number
  flow: string
  user = -1
  failure: Failure | undefined = undefined
  ops = ""
  more = ""

  constructor(iteration: number, started: number, flow: string) {
    this.iteration = iteration
    this.started = started
    this.flow = flow
  }

  request(operation: string, status: number, milliseconds: number): void {
    const request = `["${operation}",${status},${milliseconds.toFixed(3)}]`
    this.ops = this.ops === "" ? request : `${this.ops},${request}`
  }

  /** The first failure counts. */
  fail(failure: Failure): void {
    this.failure ??= failure
  }

  issued({ sub, jti, idJti }: TokenIdentity): void {
    // Slices of JSON are JSON again.
    this.more = `${this.more},"sub":"${sub}","jti":"${jti}","idJti":"${idJti}"`
  }

  audit({ access, id }: Tokens): void {
    this.more = `${this.more},"audit":["${access}","${id}"]`
  }

  identity(id: string): void {
    this.more = `${this.more},"identity":"${id}"`
  }

  keys(digest: string): void {
    this.more = `${this.more},"keys":"${digest}"`
  }

  line(): string {
    const outcome = this.failure
      ? `${this.failure.outcome}","detail":${JSON.stringify(this.failure.detail)}`
      : 'ok"'
    return `{"pp":1,"i":${this.iteration},"t":${this.started},"flow":"${this.flow}","u":${this.user},"o":"${outcome},"ops":[${this.ops}]${this.more}}`
  }
}

/** Reads a line of a stream; undefined when it is none of ours, as where a log mixes several sources. */
export function readSample(line: string): SampleLine | undefined {
  if (!line.startsWith('{"pp":1,')) return undefined
  try {
    return JSON.parse(line) as SampleLine
  } catch {
    return undefined
  }
}
