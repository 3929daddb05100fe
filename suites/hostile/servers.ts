import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  request,
  type ServerResponse,
} from "node:http"
import type { AddressInfo, Socket } from "node:net"
import { gzipSync } from "node:zlib"

/** A server under way. */
export interface Served {
  url: string
  close(): Promise<void>
}

/** Answers one request, well or ill; the body has been read. */
export type Answer = (incoming: IncomingMessage, response: ServerResponse, body: Buffer) => void

/** A real HTTP server on a free port that answers everything in one way. */
export async function serveAnswer(answer: Answer): Promise<Served> {
  const sockets = new Set<Socket>()
  const listener: RequestListener = async (incoming, response) => {
    // Of a server that is unkind to us we are not kind either.
    response.on("error", () => {})
    const chunks: Buffer[] = []
    try {
      for await (const chunk of incoming) chunks.push(chunk as Buffer)
    } catch {
      return
    }
    answer(incoming, response, Buffer.concat(chunks))
  }
  const server = createServer(listener)
  server.on("connection", (socket) => {
    sockets.add(socket)
    socket.on("error", () => {})
    socket.on("close", () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** Answers by what another server answers, after `change` was made to it. */
export function proxy(
  upstream: string,
  change: (status: number, body: string) => string = (_, body) => body,
): Answer {
  return (incoming, response, body) => {
    const { host: _, ...headers } = incoming.headers
    const onward = request(
      new URL(incoming.url ?? "/", upstream),
      // Signed for the host that was called, which the reference is to see.
      { method: incoming.method, headers: { ...headers, host: incoming.headers.host } },
      async (answered) => {
        const chunks: Buffer[] = []
        for await (const chunk of answered) chunks.push(chunk as Buffer)
        const text = change(answered.statusCode ?? 500, Buffer.concat(chunks).toString())
        const { "content-length": _, "transfer-encoding": __, ...kept } = answered.headers
        response.writeHead(answered.statusCode ?? 500, kept).end(text)
      },
    )
    onward.on("error", () => response.destroy())
    onward.end(body)
  }
}

/** One answer for the first so many requests, and another from then on. */
export function after(count: number, first: Answer, then: Answer): Answer {
  let seen = 0
  return (...request) => (seen++ < count ? first : then)(...request)
}

const AWS_JSON = { "content-type": "application/x-amz-json-1.1" }
const requestId = () => ({ "x-amzn-requestid": crypto.randomUUID() })

/** Servers that answer everything alike and know nothing (design §4). */
export const NULL_SERVERS: Record<string, Answer> = {
  "200 {}": (_, response) => response.writeHead(200, { ...AWS_JSON, ...requestId() }).end("{}"),
  "400 {}": (_, response) => response.writeHead(400, { ...AWS_JSON, ...requestId() }).end("{}"),
  "one well-formed error": (_, response) =>
    response
      .writeHead(400, { ...AWS_JSON, ...requestId(), "x-amzn-errortype": "NotAuthorizedException:" })
      .end('{"__type":"NotAuthorizedException","message":"Incorrect username or password."}'),
  echo: (_, response, body) => response.writeHead(200, { ...AWS_JSON, ...requestId() }).end(body),
}

const TRICKS =
  '\u001b]0;owned\u0007\u001b[2J\u001b[31m</td><script>alert("owned")</script>]]>\r\n::error::owned\u202e\u0000'

/** Text with everything in it that a terminal, a page, an XML reader or a CI log could fall for. */
export function tricky(text: string): string {
  return `${text}${TRICKS}`
}

const bomb = gzipSync(Buffer.alloc(256 * 1024 * 1024, " "))

/** Servers that would take our time, our memory or our reader's terminal. */
export const HOSTILE: Record<string, Answer> = {
  silent: () => {},
  "half and stall": (_, response) => {
    response.writeHead(200, { ...AWS_JSON, "content-length": "1000" }).write('{"UserPools":[')
  },
  drip: (_, response) => {
    response.writeHead(200, AWS_JSON)
    const timer = setInterval(() => response.write(" "), 50)
    response.on("close", () => clearInterval(timer))
  },
  reset: (incoming) => incoming.socket.resetAndDestroy(),
  garbage: (incoming) =>
    incoming.socket.end(Buffer.from("\u0000\u0001\u0002 not http at all \u001b[2J\r\n\r\n")),
  xml: (_, response) =>
    response
      .writeHead(500, { "content-type": "text/xml" })
      .end(
        '<?xml version="1.0"?><ErrorResponse><Error><Code>ServiceUnavailable</Code></Error></ErrorResponse>',
      ),
  html: (_, response) =>
    response
      .writeHead(200, { "content-type": "text/html" })
      .end("<!doctype html><title>Welcome to nginx!</title>"),
  "redirect for ever": (incoming, response) =>
    response.writeHead(302, { location: `http://${incoming.headers.host}${incoming.url}x` }).end(),
  "huge body": (_, response) => {
    response.writeHead(200, AWS_JSON)
    response.write('{"UserPools":[],"padding":"')
    const megabyte = Buffer.alloc(1024 * 1024, "x")
    const more = () => {
      while (!response.destroyed && response.write(megabyte));
    }
    response.on("drain", more)
    more()
  },
  "decompression bomb": (_, response) =>
    response.writeHead(200, { ...AWS_JSON, "content-encoding": "gzip" }).end(bomb),
  "terminal escapes and markup": (_, response) =>
    response
      .writeHead(400, { ...AWS_JSON, ...requestId() })
      .end(JSON.stringify({ __type: tricky("NotAuthorizedException"), message: tricky("no") })),
}
