// The part of k6's module API that the scripts use, by its documentation (v2.2).

declare module "k6/http" {
  export interface Response {
    readonly status: number
    readonly error_code: number
    readonly body: string | null
    readonly timings: { readonly duration: number }
  }
  export interface Params {
    headers?: Record<string, string>
    tags?: Record<string, string>
    redirects?: number
  }
  interface Http {
    get(url: string, params?: Params): Response
    post(url: string, body: string, params?: Params): Response
    setResponseCallback(callback: unknown): void
    expectedStatuses(...statuses: (number | { min: number; max: number })[]): unknown
  }
  const http: Http
  export default http
}

declare module "k6/execution" {
  export const scenario: { readonly iterationInTest: number; readonly startTime: number }
}

declare module "k6/data" {
  export const SharedArray: new <T>(name: string, load: () => T[]) => readonly T[]
}

declare module "k6/encoding" {
  interface Encoding {
    b64encode(input: string | ArrayBuffer, encoding?: "std" | "rawurl"): string
    b64decode(input: string, encoding: "std" | "rawurl", format: "s"): string
    b64decode(input: string, encoding?: "std" | "rawurl"): ArrayBuffer
  }
  const encoding: Encoding
  export default encoding
}

declare module "k6/crypto" {
  type Data = string | ArrayBuffer
  interface Crypto {
    sha256(input: Data, outputEncoding: "hex" | "base64"): string
    sha256(input: Data, outputEncoding: "binary"): ArrayBuffer
    hmac(algorithm: "sha1" | "sha256", secret: Data, data: Data, outputEncoding: "hex" | "base64"): string
    hmac(algorithm: "sha1" | "sha256", secret: Data, data: Data, outputEncoding: "binary"): ArrayBuffer
    createHMAC(
      algorithm: "sha256",
      secret: Data,
    ): { update(data: Data): void; digest(outputEncoding: "binary"): ArrayBuffer }
    randomBytes(size: number): ArrayBuffer
    hexEncode(data: Data): string
  }
  const crypto: Crypto
  export default crypto
}

declare const __ENV: Readonly<Record<string, string | undefined>>
/** Reads a file; in the init context only. */
declare function open(path: string): string
declare const console: { log(line: string): void; error(line: string): void }
