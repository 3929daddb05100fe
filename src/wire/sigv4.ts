/** An AWS key pair, with the session token of temporary ones. */
export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string }

/** What `sign` signs. `headers` must hold every header that shall be signed; `host` defaults to the URL's. */
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

/** AWS Signature Version 4 in the Authorization header: returns the headers to add. */
export function sign(_request: Signable): Record<string, string> {
  throw new Error("not yet")
}
