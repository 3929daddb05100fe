import { errors } from "undici"
import type { FailureCode } from "./exchange.ts"

/** Codes of Node, undici, OpenSSL and zlib, and what they come to; the first match counts. */
const codes: readonly (readonly [RegExp, FailureCode])[] = [
  [/^ECONNREFUSED$/, "connection-refused"],
  [/^(ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_SOCKET)$/, "connection-reset"],
  [/^(ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/, "timeout"],
  [/^(ENOTFOUND|EAI_\w+)$/, "dns"],
  [/^(EPROTO$|ERR_SSL_|ERR_TLS_|CERT_|UNABLE_TO_|(DEPTH_ZERO_)?SELF_SIGNED_)/, "tls"],
  [/^(UND_ERR_HEADERS_OVERFLOW$|UND_ERR_RES_CONTENT_LENGTH_MISMATCH$|Z_|ERR_?_ERROR_|ZSTD_)/, "protocol"],
  [/^(UND_ERR_RES_EXCEEDED_MAX_SIZE|ERR_BUFFER_TOO_LARGE)$/, "body-too-large"],
  [/^UND_ERR_(ABORTED|DESTROYED|CLOSED)$/, "aborted"],
]

/** Which of the closed set an error of the network, of the HTTP parser or of a decoder belongs to. */
export function failureCode(error: unknown): FailureCode {
  if (error instanceof errors.HTTPParserError) return "protocol"
  const code = error instanceof Error && "code" in error ? String(error.code) : ""
  return codes.find(([pattern]) => pattern.test(code))?.[1] ?? "unknown"
}
