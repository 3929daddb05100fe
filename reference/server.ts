import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { control } from "./control/index.ts"
import { type Endpoint, handlerOf, type Service } from "./endpoint.ts"
import { ServiceError } from "./errors.ts"
import { identityDiscovery, identityJwks } from "./identity/open-id-token.ts"
import { callSts } from "./identity/sts.ts"
import { verifySigV4 } from "./sigv4.ts"
import {
  type Answer,
  errorAnswer,
  outputAnswer,
  sendAnswer,
  sendJson,
  sendPreflight,
  sendUnknownProtocol,
  sendXml,
} from "./wire.ts"

/** Starts serving an endpoint; resolves when it listens. */
export function serve(endpoint: Endpoint, { port, host }: { port: number; host: string }): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const body = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
      route(endpoint, request, response, body).catch((problem: unknown) =>
        sendAnswer(response, problemAnswer(problem)),
      )
    })
  })
  server.keepAliveTimeout = 60_000
  return new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, host, () => {
      const { port: bound } = server.address() as AddressInfo
      endpoint.address = `http://${host.includes(":") ? `[${host}]` : host}:${bound}`
      resolve(server)
    })
  })
}

async function route(
  endpoint: Endpoint,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): Promise<void> {
  const url = request.url!
  if (request.method === "OPTIONS") return sendPreflight(response)
  if (request.method === "POST" && url === "/") {
    const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded")
    return isForm ? sts(endpoint, request, response, body) : call(endpoint, request, response, body)
  }
  if (url.startsWith("/_reference/")) return control(endpoint, request, response, body)
  const document = request.method === "GET" ? await publicDocument(endpoint, url) : undefined
  if (document) return sendJson(response, 200, document)
  sendJson(response, 404, { message: "Not found" })
}

/** The key sets and discovery documents of user pools, and of identity pools together. */
async function publicDocument(endpoint: Endpoint, url: string): Promise<object | undefined> {
  if (url === "/.well-known/jwks_uri") return identityJwks(endpoint)
  if (url === "/.well-known/openid-configuration") return identityDiscovery
  const match = /^\/([^/?]+)\/\.well-known\/(jwks\.json|openid-configuration)$/.exec(url)
  const pool = match && endpoint.store.userPools.get(match[1]!)
  if (!pool) return undefined
  const { keySet, discovery } = endpoint.policies
  return match[2] === "jwks.json" ? keySet(pool) : discovery(endpoint, pool)
}

/** One call of STS, whose protocol is a form in and XML out. */
async function sts(
  endpoint: Endpoint,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): Promise<void> {
  const signer = () => verifySigV4(request, body, "sts", endpoint.keyRing)
  const { status, xml } = await callSts(new URLSearchParams(body.toString()), endpoint, signer)
  sendXml(response, status, xml)
}

/** One call of AWS JSON 1.1. */
async function call(
  endpoint: Endpoint,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): Promise<void> {
  if (!/^application\/x-amz-json-1\.1\b/.test(request.headers["content-type"] ?? "")) {
    return sendUnknownProtocol(response)
  }
  const target = String(request.headers["x-amz-target"] ?? "")
  const answer = await answerTo(endpoint, request, target, body).catch(problemAnswer)
  sendAnswer(response, endpoint.policies.answer(target, answer))
}

async function answerTo(
  endpoint: Endpoint,
  request: IncomingMessage,
  target: string,
  body: Buffer,
): Promise<Answer> {
  const [prefix, operation = ""] = target.split(".")
  const service = Object.values(endpoint.services).find(({ model }) => model.targetPrefix === prefix)
  if (!service) throw new ServiceError("UnknownOperationException", "")
  const handler = handlerOf(service, operation)
  const model = service.model.operations[operation]!
  const isSigned = request.headers.authorization !== undefined
  if (endpoint.policies.mustBeSigned(model, isSigned))
    verifySigV4(request, body, service.model.signingName, endpoint.keyRing)
  const input = readInput(endpoint, service, operation, body)
  const result = handler(input as never, endpoint)
  const output = result instanceof Promise ? await result : result
  return outputAnswer(model.output === null ? undefined : (output ?? {}))
}

function readInput(endpoint: Endpoint, service: Service, operation: string, body: Buffer): unknown {
  let json: unknown
  try {
    json = JSON.parse(body.toString("utf8"))
  } catch {
    throw new ServiceError("SerializationException", "")
  }
  return service.readInput(operation, json, endpoint.policies)
}

function problemAnswer(problem: unknown): Answer {
  if (problem instanceof ServiceError) return errorAnswer(problem)
  console.error(problem)
  return errorAnswer(
    new ServiceError("InternalErrorException", "The reference endpoint failed; see its stderr", 500),
  )
}
