import { createHash, createHmac, timingSafeEqual } from "node:crypto"
import type { IncomingMessage } from "node:http"
import { fail } from "./errors.ts"

/** Finds the secret of an access key id, with the session token that goes with a temporary one. */
export type KeyRing = (
  accessKeyId: string,
) => { secretAccessKey: string; sessionToken?: string; isExpired?: boolean } | undefined

/** Requests may be this far from the machine's clock. */
const skewMs = 5 * 60_000

/** The machine's own key pair: the example of AWS's documentation. */
export const exampleKey = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
}

/**
 * Verifies a request's Signature Version 4 and says whose access key id signed it. Throws MissingAuthenticationTokenException, IncompleteSignatureException,
 * UnrecognizedClientException, ExpiredTokenException or InvalidSignatureException (WIRE-016, WIRE-017).
 */
export function verifySigV4(request: IncomingMessage, body: Buffer, service: string, keys: KeyRing): string {
  const authorization = request.headers.authorization
  if (!authorization) fail("MissingAuthenticationTokenException", "Missing Authentication Token")
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/aws4_request,\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/.exec(
      authorization,
    )
  if (!match)
    fail("IncompleteSignatureException", `Authorization header is not well-formed: ${authorization}`)
  const [, accessKeyId, day, region, scopeService, signedHeaders, signature] = match as unknown as string[]

  const key = keys(accessKeyId!)
  const token = request.headers["x-amz-security-token"]
  if (!key || key.sessionToken !== token) {
    fail("UnrecognizedClientException", "The security token included in the request is invalid.")
  }
  if (key.isExpired) {
    fail("ExpiredTokenException", "The security token included in the request is expired")
  }
  if (scopeService !== service) {
    fail("InvalidSignatureException", `Credential should be scoped to correct service: '${service}'.`)
  }
  const date = String(request.headers["x-amz-date"] ?? "")
  if (!date.startsWith(day!) || !signedHeaders!.split(";").includes("host")) {
    fail(
      "InvalidSignatureException",
      "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP",
    )
  }
  const sent = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3:$4:$5Z"))
  if (Number.isNaN(sent) || Math.abs(Date.now() - sent) > skewMs) {
    fail("InvalidSignatureException", `Signature expired: ${date} is not within 5 min. of the service's time`)
  }

  const canonical = [
    request.method,
    ...pathAndQuery(request.url!),
    ...signedHeaders!.split(";").map((name) => `${name}:${headerValue(request, name)}`),
    "",
    signedHeaders,
    createHash("sha256").update(body).digest("hex"),
  ].join("\n")
  const scope = `${day}/${region}/${service}/aws4_request`
  const canonicalHash = createHash("sha256").update(canonical).digest("hex")
  const expected = createHmac("sha256", signingKey(key.secretAccessKey, day!, region!, service))
    .update(`AWS4-HMAC-SHA256\n${date}\n${scope}\n${canonicalHash}`)
    .digest()
  if (!timingSafeEqual(expected, Buffer.from(signature!, "hex"))) {
    fail(
      "InvalidSignatureException",
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
    )
  }
  return accessKeyId!
}

function pathAndQuery(url: string): [string, string] {
  const [path, query = ""] = url.split("?")
  return [path!, query.split("&").sort().join("&")]
}

function headerValue(request: IncomingMessage, name: string): string {
  const value = request.headers[name]
  return (Array.isArray(value) ? value.join(",") : (value ?? "")).trim().replace(/ +/g, " ")
}

function signingKey(secret: string, day: string, region: string, service: string): Buffer {
  const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest()
  return hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), service), "aws4_request")
}
