import type { Exchange, Failure } from "./exchange.ts"
import type { HttpRequest } from "./http.ts"
import type { Credentials } from "./sigv4.ts"

/** One call of an AWS JSON 1.1 operation; with `sign`, by SigV4. */
export type AwsJsonCall = {
  label: string
  /** Base URL; the request goes to exactly this. */
  endpoint: string
  /** Such as `AWSCognitoIdentityProviderService`. */
  targetPrefix: string
  operation: string
  input: unknown
  /** Further headers (such as `host`), signed too. */
  headers?: Record<string, string>
  sign?: { region: string; service: string; credentials: Credentials; date: Date }
}

/** The request of a call, ready for `HttpClient.send` (WIRE-001). */
export function awsJsonRequest(_call: AwsJsonCall): Required<Omit<HttpRequest, "timeoutMs" | "signal">> {
  throw new Error("not yet")
}

/** What an exchange says, read as a client of AWS JSON 1.1 reads it. */
export type AwsAnswer =
  | { kind: "success"; output: Record<string, unknown> }
  | {
      kind: "error"
      /** The short name, such as `NotAuthorizedException`. */
      type: string
      /** As it came, before namespace and trailing `:` were cut. */
      rawType: string
      message: string | undefined
      output: Record<string, unknown>
    }
  | { kind: "garbage"; status: number; why: string }
  | { kind: "none"; failure: Failure }

export function readAwsJson(_exchange: Exchange): AwsAnswer {
  throw new Error("not yet")
}
