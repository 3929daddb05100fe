import type { KeyBank } from "./crypto/keys.ts"
import type { Policies } from "./policies.ts"
import type { Random } from "./random.ts"
import type { Store } from "./store.ts"

/** What became of an ID token shown to an identity pool. */
export type IdTokenVerdict =
  | { readonly userPoolId: string; readonly claims: Readonly<Record<string, unknown>> }
  | {
      readonly refused:
        | "malformed"
        | "unknown-issuer"
        | "not-an-id-token"
        | "signature"
        | "expired"
        | "revoked"
    }

/** What an operation works with, beside its input. */
export type Context = {
  readonly region: string
  readonly accountId: string
  readonly random: Random
  readonly store: Store
  readonly policies: Policies
  readonly keys: KeyBank
  /** Where functions are invoked; none until `POST /_reference/lambda` names it. */
  readonly lambdaEndpoint: string | undefined
  /** Epoch milliseconds, on a user pool's own clock when one is given. */
  now(pool?: { readonly clockOffset: number }): number
  /** The `iss` of a user pool's tokens. */
  issuer(userPoolId: string): string
  /**
   * Judges a user pool's ID token: form, issuer, `token_use`, signature, `exp` on the pool's clock; with
   * `serverSide` also that its user exists, is enabled, and was not signed out since.
   */
  verifyIdToken(token: string, options?: { serverSide?: boolean }): IdTokenVerdict
}

/**
 * One operation of the service. The input satisfies the API model; dates in the output are `Date`s, and the wire
 * makes epoch seconds of them. An operation without output shape returns nothing. Errors are thrown as ServiceError.
 */
export type Handler<Input = never, Output = unknown> = (
  input: Given<Input>,
  context: Context,
) => Output | Promise<Output>

/** Operations by their AWS name. */
export type Operations = Record<string, Handler>

/** An input type of the AWS SDK once validated: what is required is there. */
export type Given<T> = T extends readonly (infer E)[]
  ? Given<E>[]
  : T extends Date | Uint8Array
    ? T
    : T extends object
      ? { [K in keyof T]: Given<Exclude<T[K], undefined>> }
      : T
