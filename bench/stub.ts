/**
 * A server that answers every sign-in at once with tokens that only look like some: what a generator itself costs is
 * measured against it. `GET /count` says how many requests came since the last time, and when the first of them did.
 */
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url")
const uuid = "7c1d0a60-1111-4222-8333-123456789012"
const header = encode({ kid: "abcdefghijklmnopqrstuvwxyzabcdefghijklmnop=", alg: "RS256" })
const signature = "x".repeat(342)
const common = {
  sub: uuid,
  iss: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01",
  origin_jti: uuid,
  event_id: uuid,
  auth_time: 1_700_000_000,
  iat: 1_700_000_000,
}
const answers = new Map<string, string>()
let count = 0
let first = 0

function answerFor(username: string): string {
  const known = answers.get(username)
  if (known) return known
  const access = encode({
    ...common,
    client_id: "stub",
    token_use: "access",
    scope: "aws.cognito.signin.user.admin",
    exp: 1_700_003_600,
    jti: uuid,
    username,
  })
  const id = encode({
    ...common,
    email: "somebody@example.com",
    "cognito:username": username,
    aud: "stub",
    token_use: "id",
    exp: 1_700_003_600,
    jti: uuid,
  })
  const answer = `{"AuthenticationResult":{"AccessToken":"${header}.${access}.${signature}","ExpiresIn":3600,"IdToken":"${header}.${id}.${signature}","RefreshToken":"${"r".repeat(1100)}","TokenType":"Bearer"},"ChallengeParameters":{}}`
  answers.set(username, answer)
  return answer
}

const server = createServer((request, response) => {
  if (request.method === "GET") {
    response.end(JSON.stringify({ count, first }))
    count = first = 0
    return
  }
  let body = ""
  request.setEncoding("latin1")
  request.on("data", (part: string) => {
    body += part
  })
  request.on("end", () => {
    if (count++ === 0) first = Date.now()
    const at = body.indexOf('"USERNAME":"') + 12
    response
      .writeHead(200, { "Content-Type": "application/x-amz-json-1.1" })
      .end(answerFor(body.slice(at, body.indexOf('"', at))))
  })
})
server.listen(0, "127.0.0.1", () => {
  console.log(
    JSON.stringify({ ready: true, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
  )
})
process.on("SIGTERM", () => process.exit(0))
