import type { Exchange } from "./exchange.ts"

const signature = /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/

/**
 * One line for a POSIX shell that sends an exchange's request again. A signed request is signed anew by curl,
 * with the key pair in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN, where one was sent).
 */
export function toCurl({ request }: Exchange): string {
  const { method, url, body } = request
  const headers = new Map(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]))
  const words = ["curl", "-sS", "-i"]
  if (method === "HEAD") words.push("--head")
  else if (method !== (body === "" ? "GET" : "POST")) words.push("-X", method)
  if (/[[\]{}]/.test(url)) words.push("--globoff")
  words.push(quote(url))

  const signed = signature.exec(headers.get("authorization") ?? "")
  if (signed) {
    words.push("--aws-sigv4", quote(`aws:amz:${signed[1]}:${signed[2]}`))
    words.push("--user", '"$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"')
    if (headers.has("x-amz-security-token")) words.push("-H", '"x-amz-security-token: $AWS_SESSION_TOKEN"')
    for (const name of ["authorization", "x-amz-date", "x-amz-security-token", "x-amz-content-sha256"]) {
      headers.delete(name)
    }
  }
  // What curl would add by itself.
  if (body !== "" && !headers.has("content-type")) words.push("-H", "content-type:")
  // `name;` is curl's way to write a header without value.
  for (const [name, value] of headers)
    words.push("-H", quote(value === "" ? `${name};` : `${name}: ${value}`))

  if (body === "") return words.join(" ")
  // A line break or NUL cannot stand in an argument on one line: printf writes it.
  if (/\p{Cc}/u.test(body)) return `printf ${quote(printfFormat(body))} | ${words.join(" ")} --data-binary @-`
  return `${words.join(" ")} --data-raw ${quote(body)}`
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

function printfFormat(text: string): string {
  const octal = (c: string) => `\\${c.charCodeAt(0).toString(8).padStart(3, "0")}`
  return [...text].map((c) => (c < " " || "\\%\x7f".includes(c) ? octal(c) : c)).join("")
}
