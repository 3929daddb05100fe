/** Passes requests on to the endpoint that it is given, up to so many a second; the rest is throttled as Cognito does. */
import { Agent, createServer, request } from "node:http"
import type { AddressInfo } from "node:net"

const [, , upstream, limit] = process.argv
const { hostname, port } = new URL(upstream!)
const perSecond = Number(limit)
const agent = new Agent({ keepAlive: true })
let allowance = 1
let filled = performance.now()

/** A twentieth of a second's worth can be saved up. */
function isAllowed(): boolean {
  const now = performance.now()
  allowance = Math.min(perSecond / 20, allowance + ((now - filled) / 1000) * perSecond)
  filled = now
  if (allowance < 1) return false
  allowance--
  return true
}

const server = createServer((incoming, outgoing) => {
  if (incoming.headers["user-agent"]?.includes("poolproof-load") && !isAllowed()) {
    incoming.resume()
    outgoing
      .writeHead(400, { "content-type": "application/x-amz-json-1.1" })
      .end('{"__type":"TooManyRequestsException","message":"Rate exceeded"}')
    return
  }
  const forward = request(
    { hostname, port, agent, method: incoming.method, path: incoming.url, headers: incoming.headers },
    (answer) => {
      outgoing.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(outgoing)
    },
  )
  incoming.pipe(forward)
})
server.listen(0, "127.0.0.1", () => {
  console.log(
    JSON.stringify({ ready: true, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
  )
})
process.on("SIGTERM", () => process.exit(0))
