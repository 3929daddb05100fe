import cognitoIdentity from "./data/cognito-identity.json" with { type: "json" }
import cognitoIdp from "./data/cognito-idp.json" with { type: "json" }
import sts from "./data/sts.json" with { type: "json" }
import type { OperationModel, ServiceModel, ServiceName } from "./types.ts"

export type * from "./types.ts"

const MODELS = {
  "cognito-idp": cognitoIdp,
  "cognito-identity": cognitoIdentity,
  sts,
} as unknown as Readonly<Record<ServiceName, ServiceModel>>

/** What scenarios call the services. */
const PREFIXES: Readonly<Record<string, ServiceName>> = { idp: "cognito-idp", identity: "cognito-identity" }

/** An operation that a scenario names, with the model it belongs to. */
export type FoundOperation = {
  readonly service: ServiceName
  /** As AWS writes it, without the prefix: `SignUp`. */
  readonly name: string
  readonly model: ServiceModel
  readonly operation: OperationModel
}

/** What AWS says about `service`. */
export function loadModel(service: ServiceName): ServiceModel {
  return MODELS[service]
}

/**
 * The operation of a scenario's name for it, `undefined` when AWS has none.
 *
 * @example findOperation("idp.SignUp")?.operation.input // "SignUpRequest"
 */
export function findOperation(qualifiedName: string): FoundOperation | undefined {
  const [prefix = "", name = "", ...rest] = qualifiedName.split(".")
  if (rest.length > 0 || !Object.hasOwn(PREFIXES, prefix)) return undefined
  const service = PREFIXES[prefix]!
  const model = loadModel(service)
  if (!Object.hasOwn(model.operations, name)) return undefined
  return { service, name, model, operation: model.operations[name]! }
}

/** Every name that `findOperation` knows: `idp.…`, then `identity.…`. */
export function operationNames(): string[] {
  return Object.entries(PREFIXES).flatMap(([prefix, service]) =>
    Object.keys(MODELS[service].operations).map((name) => `${prefix}.${name}`),
  )
}
