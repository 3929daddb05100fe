import type { LambdaDouble } from "../doubles/lambda.ts"
import { type FoundOperation, findOperation } from "../model/model.ts"
import type { Step } from "../scenario/documents.ts"
import type { Mismatch } from "../scenario/pattern.ts"
import type { StateModel } from "../scenario/suite.ts"
import type { Target } from "../target/target.ts"
import { type AwsAnswer, awsJsonRequest, readAwsJson } from "../wire/aws-json.ts"
import type { Exchange, ExchangeLog } from "../wire/exchange.ts"
import type { HttpClient, HttpRequest } from "../wire/http.ts"
import { EnvironmentTrouble, StepFailure, Unsupported } from "./failure.ts"
import { type Observation, observe } from "./implicit.ts"
import type { Scope } from "./scope.ts"

type Input = Readonly<Record<string, unknown>>

/** Where created resources are noted, so that they are deleted whatever happens. */
export interface ResourceNotes {
  before(operation: string, input: Input): void
  after(operation: string, input: Input, output: Input | undefined): void
}

/** What the steps of one case share, whatever scope they run in. */
export interface CaseResources {
  readonly target: Target
  readonly http: HttpClient
  readonly notes: ResourceNotes
  readonly lambda: LambdaDouble | undefined
  readonly log: ExchangeLog
  readonly signal: AbortSignal
  readonly seed: number
  readonly caseId: string
  /** Milliseconds that this case has moved its clock forward. */
  clockOffset: number
  readonly observations: Observation[]
  /** Operations and flows that succeeded in this case: the positive controls of its refusals. */
  readonly controls: Set<string>
  /** How often each operation was called. */
  readonly operations: Map<string, number>
  /** Ids of messages read in this case. */
  readonly messagesRead: Set<string>
  /** How many events of each function this case has looked at. */
  readonly eventsSeen: Map<string, number>
  readonly waits: { step: string; ms: number }[]
  /** What a fixture exports: of a shared one what was made for all, of another what is made here and now. */
  readonly useFixture: (
    id: string,
    parameters: Record<string, unknown>,
    context: StepContext,
  ) => Promise<Record<string, unknown>>
  readonly stateModel: (id: string) => StateModel
  /** Told of every step that held, so that the engine can judge by it. */
  readonly held: (step: Step, outcome: StepOutcome) => void
  /** A fast-check path to start from, when a failure is replayed. */
  readonly replayPath: string | undefined
  /** Set by a property or state model that failed: the path that replays its smallest failure. */
  failurePath?: string
  /** Remarks for the report: how far a property came within its budget. */
  readonly remarks: string[]
}

/** What a step did, for the engine to judge. */
export interface StepOutcome {
  /** What `save` and later references read. */
  answer: unknown
  /** Deviations that do not fail the step. */
  soft: Mismatch[]
  exchange?: Exchange | undefined
  /** What was refused as expected: counts only beside a success of the same in this case. */
  refused?: string[]
}

/** Runs nested steps: what `use`, `property` and `model` are made of. Throws what a failing step throws. */
export type RunSteps = (steps: readonly Step[], context: StepContext) => Promise<void>

/** What one step sees. */
export class StepContext {
  readonly case: CaseResources
  readonly scope: Scope
  readonly runSteps: RunSteps

  constructor(resources: CaseResources, scope: Scope, runSteps: RunSteps) {
    this.case = resources
    this.scope = scope
    this.runSteps = runSteps
  }

  within(scope: Scope): StepContext {
    return new StepContext(this.case, scope, this.runSteps)
  }

  /** Epoch milliseconds on the clock of the case. */
  now(): number {
    return Date.now() + this.case.clockOffset
  }

  /** The request of an operation, signed where the model or `auth` says so. @throws Unsupported when the target has no such service */
  request(name: string, input: Input, auth?: "none" | "sigv4"): HttpRequest & { operation: FoundOperation } {
    const { target } = this.case
    const found = findOperation(name)
    if (!found) throw new Error(`${name} is no operation of the model`)
    const endpoint = target.endpoint(name.startsWith("identity.") ? "identity" : "idp")
    if (!endpoint) throw new Unsupported(`${target.name} does not offer ${found.service}`)
    const signed = (auth ?? found.operation.auth) === "sigv4" && target.credentials !== undefined
    const request = awsJsonRequest({
      label: name,
      endpoint,
      targetPrefix: found.model.targetPrefix ?? "",
      operation: found.name,
      input,
      ...(signed
        ? {
            sign: {
              region: target.region,
              service: found.model.signingName,
              credentials: target.credentials!,
              date: new Date(),
            },
          }
        : {}),
    })
    return { ...request, operation: found }
  }

  /** Calls an operation, and judges the answer by the model and the wire rules as every call is. */
  async call(
    name: string,
    input: Input,
    options: { auth?: "none" | "sigv4" | undefined; timeoutMs?: number | undefined } = {},
  ): Promise<Answered> {
    const { operation, ...request } = this.request(name, input, options.auth)
    this.case.notes.before(name, input)
    const exchange = await this.case.http.send({
      ...request,
      signal: this.case.signal,
      ...(options.timeoutMs ? { timeoutMs: options.timeoutMs } : {}),
    })
    return this.answered(name, operation, input, exchange)
  }

  /** Takes note of an exchange of an operation: log, ledger, implicit rules, unsupported. */
  answered(name: string, operation: FoundOperation, input: Input, exchange: Exchange): Answered {
    const { target, log, operations, observations, notes } = this.case
    log.append(exchange)
    operations.set(name, (operations.get(name) ?? 0) + 1)
    const answer = readAwsJson(exchange)
    target.observe(exchange)
    if (answer.kind === "success") notes.after(name, input, answer.output)
    else if (answer.kind === "error") notes.after(name, input, undefined)
    if (exchange.response) {
      const { status, body } = exchange.response
      const type = answer.kind === "error" ? answer.type : undefined
      const message = answer.kind === "error" ? answer.message : undefined
      if (target.saysUnsupported({ status, type, message, body }))
        throw new Unsupported(
          `${target.name} answers ${name} with ${status} ${type ?? ""}: it does not have it`,
          exchange,
        )
    }
    observations.push(...observe(name, operation, exchange, answer))
    return { name, answer, exchange }
  }

  /** Sends a request that is no operation of the model. */
  async send(request: HttpRequest): Promise<Exchange> {
    const exchange = await this.case.http.send({ ...request, signal: this.case.signal })
    this.case.log.append(exchange)
    return exchange
  }

  /** Something that the target file must provide. @throws EnvironmentTrouble when it does not */
  needAdapter<T>(adapter: T | undefined, what: string): T {
    if (adapter === undefined)
      throw new EnvironmentTrouble(`target ${this.case.target.name} has no ${what} adapter`)
    return adapter
  }
}

/** An operation's answer, with the exchange that it was read from. */
export interface Answered {
  name: string
  answer: AwsAnswer
  exchange: Exchange
}

/** The output of a success. @throws StepFailure for anything else */
export function outputOf({ name, answer, exchange }: Answered): Record<string, unknown> {
  if (answer.kind === "success") return answer.output
  throw new StepFailure(`${name} should succeed, but ${describe(answer)}`, { exchange })
}

/** An answer in half a sentence: `was refused with CodeMismatchException`. */
export function describe(answer: AwsAnswer): string {
  switch (answer.kind) {
    case "success":
      return "succeeded"
    case "error":
      return `was refused with ${answer.type || "an error without a type"}${answer.message ? ` (${answer.message})` : ""}`
    case "garbage":
      return `came back as garbage: ${answer.why}`
    case "none":
      return `got no answer: ${answer.failure.code}, ${answer.failure.message}`
  }
}
