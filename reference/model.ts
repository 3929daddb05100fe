import identity from "../src/model/data/cognito-identity.json" with { type: "json" }
import idp from "../src/model/data/cognito-idp.json" with { type: "json" }

/** A shape of AWS's API model, as botocore states it. */
export type Shape = {
  readonly type: string
  readonly members?: Readonly<Record<string, { readonly shape: string }>>
  readonly required?: readonly string[]
  readonly member?: { readonly shape: string }
  readonly key?: { readonly shape: string }
  readonly value?: { readonly shape: string }
  readonly min?: number
  readonly max?: number
  readonly pattern?: string
  readonly enum?: readonly string[]
  readonly sensitive?: boolean
}

/** The model of one service. `output: null` is an answer with an empty body. */
export type Model = {
  readonly targetPrefix: string
  readonly signingName: string
  readonly operations: Readonly<
    Record<
      string,
      {
        readonly input: string
        readonly output: string | null
        readonly errors: readonly string[]
        readonly auth: string
      }
    >
  >
  readonly shapes: Readonly<Record<string, Shape>>
}

export const idpModel: Model = idp
export const identityModel: Model = identity
