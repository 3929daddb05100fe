import { KeyBank } from "./crypto/keys.ts"
import { ServiceError } from "./errors.ts"
import type { Behaviour, Fault } from "./faults/fault.ts"
import { Watch } from "./faults/watch.ts"
import { identityOperations } from "./identity/index.ts"
import { identityModel, idpModel, type Model } from "./model.ts"
import type { Context, Handler, Operations } from "./operation.ts"
import { type Policies, standardPolicies } from "./policies.ts"
import { newRandom, type Random } from "./random.ts"
import { exampleKey, type KeyRing } from "./sigv4.ts"
import { Store } from "./store.ts"
import { verifyIdToken } from "./userpool/id-token.ts"
import { userPoolOperations } from "./userpool/index.ts"
import { compileInput } from "./validate.ts"

/** A service of the endpoint, ready to be called. */
export type Service = {
  readonly model: Model
  operations: Operations
  /** The validated input of an operation. */
  readInput(operation: string, body: unknown, policies: Policies): unknown
}

export type EndpointOptions = {
  readonly region: string
  readonly seed: number | undefined
  /** Whether `iss` is the serving address instead of AWS's. */
  readonly ownIssuer: boolean
  readonly faults: readonly Fault[]
}

/** The whole endpoint without its HTTP: state, services, faults. */
export class Endpoint implements Context {
  readonly region: string
  readonly accountId = "123456789012"
  keys = new KeyBank()
  random: Random
  store = new Store()
  policies: Policies = standardPolicies
  lambdaEndpoint: string | undefined
  /** Where the server listens, once it does. */
  address = ""
  readonly services: Readonly<Record<"idp" | "identity", Service>>
  readonly #options: EndpointOptions
  #faults: Fault[] = []
  #watch: Watch | undefined

  constructor(options: EndpointOptions) {
    this.#options = options
    this.region = options.region
    this.random = newRandom(options.seed)
    this.services = {
      idp: newService(idpModel, userPoolOperations, "InvalidParameterException"),
      identity: newService(identityModel, identityOperations, "ValidationException"),
    }
    this.switchFaults(options.faults, [])
  }

  now(pool?: { readonly clockOffset: number }): number {
    return Date.now() + this.store.clockOffset + (pool?.clockOffset ?? 0)
  }

  issuer(userPoolId: string): string {
    if (this.#options.ownIssuer) return `${this.address}/${userPoolId}`
    const { IssuerConfiguration } = this.store.userPools.get(userPoolId)?.settings ?? {}
    const service = IssuerConfiguration?.Type === "UPDATED" ? "issuer-cognito-idp" : "cognito-idp"
    return `https://${service}.${this.region}.amazonaws.com/${userPoolId}`
  }

  verifyIdToken: Context["verifyIdToken"] = (token, options) => verifyIdToken(this, token, options)

  /** The keys that may sign requests: the example pair, and what identity pools handed out. */
  readonly keyRing: KeyRing = (accessKeyId) => {
    if (accessKeyId === exampleKey.accessKeyId) return exampleKey
    const issued = this.store.issuedCredentials.get(accessKeyId)
    return issued && { ...issued, isExpired: issued.expires <= this.now() }
  }

  get faults(): readonly Fault[] {
    return this.#faults
  }

  switchFaults(enable: readonly Fault[], disable: readonly Fault[]): void {
    this.#faults = [...new Set([...this.#faults, ...enable])].filter((fault) => !disable.includes(fault))
    this.#behave()
  }

  /** Which operations consult which policies, while that is watched. */
  get watch(): Watch | undefined {
    return this.#watch
  }

  switchWatch(on: boolean): void {
    this.#watch = on ? new Watch() : undefined
    this.#behave()
  }

  #behave(): void {
    const behaviour = standardBehaviour()
    for (const deviation of [...this.#faults, this.#watch]) deviation?.apply(behaviour)
    this.policies = behaviour.policies
    this.services.idp.operations = behaviour.idp
    this.services.identity.operations = behaviour.identity
  }

  /** Forgets everything but the faults. */
  reset(): void {
    this.store = new Store()
    // Nobody holds a key any more: the ones in the cache are good again, and far quicker to get than new ones.
    void this.keys.close()
    this.keys = new KeyBank()
    this.lambdaEndpoint = undefined
    this.random = newRandom(this.#options.seed)
  }
}

/** What real Cognito does, for faults to change. */
export function standardBehaviour(): Behaviour {
  return {
    policies: { ...standardPolicies },
    idp: { ...userPoolOperations },
    identity: { ...identityOperations },
  }
}

function newService(model: Model, operations: Operations, violation: string): Service {
  const readers = new Map<string, ReturnType<typeof compileInput>>()
  return {
    model,
    operations,
    readInput(operation, body, policies) {
      let read = readers.get(operation)
      if (!read) {
        read = compileInput(model, model.operations[operation]!.input, violation)
        readers.set(operation, read)
      }
      return read(body, (path) => policies.insistsOnConstraint(operation, path))
    },
  }
}

/** The handler of an operation. Throws UnknownOperationException, without text, where there is none (WIRE-015). */
export function handlerOf(service: Service, operation: string): Handler {
  const handler = Object.hasOwn(service.operations, operation) ? service.operations[operation] : undefined
  if (!handler) throw new ServiceError("UnknownOperationException", "")
  return handler
}
