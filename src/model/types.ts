/** The services whose API model poolproof knows. */
export type ServiceName = "cognito-idp" | "cognito-identity" | "sts"

/** A use of a shape by a structure, list or map. */
export type ShapeReference = {
  readonly shape: string
  /** Smithy's mark of a nullable primitive; on the wire it changes nothing. */
  readonly box?: boolean
  readonly deprecated?: boolean
  readonly deprecatedMessage?: string
  readonly deprecatedSince?: string
}

export type ShapeType =
  | "structure"
  | "list"
  | "map"
  | "string"
  | "blob"
  | "boolean"
  | "integer"
  | "long"
  | "timestamp"

/**
 * One shape of botocore's `service-2.json`, without its documentation. `min` and `max` bound a number's value,
 * a string's code points, a blob's decoded bytes, and a list's or map's entries.
 */
export type Shape = {
  readonly type: ShapeType
  readonly members?: Readonly<Record<string, ShapeReference>>
  readonly required?: readonly string[]
  readonly member?: ShapeReference
  readonly key?: ShapeReference
  readonly value?: ShapeReference
  readonly min?: number
  readonly max?: number
  /** A Java regular expression. */
  readonly pattern?: string
  readonly enum?: readonly string[]
  readonly sensitive?: boolean
  readonly exception?: boolean
  readonly fault?: boolean
  readonly error?: { readonly code: string; readonly httpStatusCode: number; readonly senderFault?: boolean }
  readonly document?: boolean
}

/** One operation: the names of its shapes, and whether its requests are signed. */
export type OperationModel = {
  readonly input: string
  /** `null`: the answer has an empty body. */
  readonly output: string | null
  readonly errors: readonly string[]
  readonly auth: "none" | "sigv4"
  /** Checksum over the operation's whole shape tree, `sha256:` and 8 hex digits. */
  readonly shape: string
}

/** What AWS says about one service: a file of `src/model/data`, written by `npm run model:update`. */
export type ServiceModel = {
  readonly service: ServiceName
  readonly apiVersion: string
  readonly protocol: "json-1.1" | "query"
  /** What `X-Amz-Target` begins with; JSON protocol only. */
  readonly targetPrefix?: string
  /** The namespace of the answers; query protocol only. */
  readonly xmlNamespace?: string
  readonly signingName: string
  readonly source: {
    readonly package: string
    readonly version: string
    readonly sha256: string
    readonly licence: string
  }
  readonly operations: Readonly<Record<string, OperationModel>>
  readonly shapes: Readonly<Record<string, Shape>>
}
