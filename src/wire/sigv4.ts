import { createHash, createHmac } from "node:crypto"

/** An AWS key pair, with the session token of temporary ones. */
export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string }

/** What `sign` signs: every header in `headers`, and `host`, which defaults to the URL's. */
export type Signable = {
  method: string
  url: string
  headers: Record<string, string>
  body: string
  region: string
  service: string
  credentials: Credentials
  date: Date
}

/**
 * AWS Signature Version 4 in the Authorization header (any service but S3): returns the headers to add,
 * `authorization`, `x-amz-date` and, for temporary credentials, `x-amz-security-token`.
 */
export function sign(request: Signable): Record<string, string> {
  const { method, url, body, region, service, credentials } = request
  const target = new URL(url)
  const time = request.date.toISOString().replace(/[-:]|\.\d{3}/g, "")
  const added: Record<string, string> = { "x-amz-date": time }
  if (credentials.sessionToken !== undefined) added["x-amz-security-token"] = credentials.sessionToken

  const signed = new Map([["host", target.host]])
  for (const [name, value] of Object.entries({ ...request.headers, ...added })) {
    signed.set(name.toLowerCase(), value.trim().replace(/\s+/g, " "))
  }
  const names = [...signed.keys()].sort()
  const canonicalRequest = [
    method,
    canonicalPath(target),
    canonicalQuery(target),
    ...names.map((name) => `${name}:${signed.get(name)}`),
    "",
    names.join(";"),
    sha256(body),
  ].join("\n")

  const scope = [time.slice(0, 8), region, service, "aws4_request"]
  const toSign = ["AWS4-HMAC-SHA256", time, scope.join("/"), sha256(canonicalRequest)].join("\n")
  const key = scope.reduce<string | Buffer>(
    (secret, part) => hmac(secret, part),
    `AWS4${credentials.secretAccessKey}`,
  )
  const credential = [credentials.accessKeyId, ...scope].join("/")
  const signature = hmac(key, toSign).toString("hex")
  added.authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names.join(";")}, Signature=${signature}`
  return added
}

/** The path as sent, each segment percent-encoded once more. */
function canonicalPath(url: URL): string {
  return url.pathname.split("/").map(encode).join("/")
}

function canonicalQuery(url: URL): string {
  const pairs = [...url.searchParams].map(([name, value]) => [encode(name), encode(value)] as const)
  pairs.sort(([a, x], [b, y]) => (a === b ? order(x, y) : order(a, b)))
  return pairs.map(([name, value]) => `${name}=${value}`).join("&")
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** RFC 3986 percent-encoding: everything but the unreserved characters. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex")
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest()
}
