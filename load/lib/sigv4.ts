/** The two primitives of SigV4; `key` and results of `hmac` are bytes in whatever form the host uses. */
export interface SigningHost<Bytes> {
  sha256Hex(text: string): string
  hmac(key: string | Bytes, text: string): Bytes
  hmacHex(key: Bytes, text: string): string
}

/** An AWS key pair, with the session token of temporary ones. */
export interface Credentials {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
}

/**
 * Signs POST / calls of one service in AWS JSON 1.1 by Signature Version 4. The key of a day is derived once, so that a
 * call costs two hashes and one HMAC.
 *
 * @returns a function that gives the headers to add to a call: `authorization`, `x-amz-date` and, for temporary
 * credentials, `x-amz-security-token`
 */
export function signer<Bytes>(
  { accessKeyId, secretAccessKey, sessionToken }: Credentials,
  { region, service, host }: { region: string; service: string; host: string },
  { sha256Hex, hmac, hmacHex }: SigningHost<Bytes>,
): (target: string, body: string, date: Date) => Record<string, string> {
  let day = ""
  let key: Bytes
  return (target, body, date) => {
    const time = date.toISOString().replace(/[-:]|\.\d{3}/g, "")
    const today = time.slice(0, 8)
    if (day !== today) {
      day = today
      key = hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, day), region), service), "aws4_request")
    }
    const token = sessionToken === undefined ? "" : `x-amz-security-token:${sessionToken}\n`
    const names = `content-type;host;x-amz-date;${token === "" ? "" : "x-amz-security-token;"}x-amz-target`
    const canonical = `POST\n/\n\ncontent-type:application/x-amz-json-1.1\nhost:${host}\nx-amz-date:${time}\n${token}x-amz-target:${target}\n\n${names}\n${sha256Hex(body)}`
    const scope = `${day}/${region}/${service}/aws4_request`
    const signature = hmacHex(key, `AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256Hex(canonical)}`)
    const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`
    return {
      authorization,
      "x-amz-date": time,
      ...(sessionToken === undefined ? {} : { "x-amz-security-token": sessionToken }),
    }
  }
}
