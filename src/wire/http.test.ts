import type { Socket } from "node:net"
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib"
import { describe, expect, onTestFinished, test } from "vitest"
import { HttpClient, type Limits } from "./http.ts"
import { serveHttp, serveTcp } from "./loopback.test-server.ts"

function client(limits: Limits = {}): HttpClient {
  const client = new HttpClient({ timeoutMs: 5_000, ...limits })
  onTestFinished(() => client.close())
  return client
}

const get = (url: string) => ({ label: "get", method: "GET", url })

/** Answers every request on a connection with the same bytes, then does `then`. */
function answering(bytes: string | Buffer, then: (socket: Socket) => void = () => {}) {
  return serveTcp((socket) => socket.on("data", () => socket.write(bytes, () => then(socket))))
}

describe("what is sent", () => {
  test("is what was given: method, headers, another host, body, and no header of ours but connection", async () => {
    let seen = ""
    const url = await serveTcp((socket) =>
      socket.on("data", (data) => {
        seen += data
        if (seen.endsWith("ü")) socket.write("HTTP/1.1 204 No Content\r\n\r\n")
      }),
    )
    const request = { label: "idp.SignUp", method: "POST", url: `${url}a?b=c`, body: "ü" }
    const headers = { host: "auth.example.com", "X-Amz-Target": "T" }
    const exchange = await client().send({ ...request, headers })
    expect(seen.split("\r\n")).toEqual([
      "POST /a?b=c HTTP/1.1",
      "host: auth.example.com",
      "connection: keep-alive",
      "X-Amz-Target: T",
      "content-length: 2",
      "",
      "ü",
    ])
    const { label, ...wire } = request
    expect(exchange).toMatchObject({
      label,
      request: { ...wire, headers },
      response: { status: 204, body: "" },
    })
    expect(exchange.failure).toBeUndefined()
  })

  test("throws for a request that cannot be expressed", async () => {
    await expect(client().send(get("no url"))).rejects.toThrow("Invalid URL")
    await expect(client().send({ ...get("http://127.0.0.1:1/"), headers: { "a b": "c" } })).rejects.toThrow(
      "invalid header",
    )
  })
})

describe("what comes back", () => {
  test("headers have lower-case names, are joined, and are UTF-8 like the body", async () => {
    const url = await answering(
      "HTTP/1.1 400 Bad\r\nX-Amzn-ErrorMessage: Grüße\r\nVia: a\r\nVIA: b\r\nSet-Cookie: a=1, 2\r\nSet-Cookie: b=2\r\n" +
        "Content-Length: 3\r\n\r\n€",
    )
    expect((await client().send(get(url))).response).toEqual({
      status: 400,
      headers: {
        "x-amzn-errormessage": "Grüße",
        via: "a, b",
        "set-cookie": "a=1, 2\nb=2",
        "content-length": "3",
      },
      body: "€",
      truncated: false,
    })
  })

  test("a redirect is an answer", async () => {
    const url = await serveHttp((_request, response) =>
      response.writeHead(302, { location: "/elsewhere" }).end(),
    )
    expect((await client().send(get(url))).response).toMatchObject({
      status: 302,
      headers: { location: "/elsewhere" },
    })
  })

  test("an answer that came before the request's body was taken counts", async () => {
    const url = await answering("HTTP/1.1 413 Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
    const exchange = await client().send({ ...get(url), method: "POST", body: "x" })
    expect(exchange.response?.status).toBe(413)
  })

  test.each([
    ["gzip", gzipSync("hello €")],
    ["deflate", deflateSync("hello €")],
    ["br", brotliCompressSync("hello €")],
    ["zstd", zstdCompressSync("hello €")],
    ["gzip, BR", brotliCompressSync(gzipSync("hello €"))],
    ["utf-8", Buffer.from("hello €")],
  ])("a body that is compressed unasked is decoded: %s", async (encoding, body) => {
    const url = await serveHttp((request, response) => {
      expect(request.headers["accept-encoding"]).toBeUndefined()
      response.writeHead(200, { "content-encoding": encoding }).end(body)
    })
    const exchange = await client().send(get(url))
    expect(exchange).toMatchObject({ response: { body: "hello €", truncated: false } })
    expect(exchange.failure).toBeUndefined()
  })

  test("an empty body is not decoded", async () => {
    const url = await serveHttp((_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(),
    )
    const exchange = await client().send({ ...get(url), method: "HEAD" })
    expect(exchange.failure).toBeUndefined()
    expect((await client().send(get(url))).failure).toBeUndefined()
  })
})

describe("too much", () => {
  const limits = { maxResponseBytes: 1000 }

  test.each([999, 1000])("%i bytes of 1000 are not", async (size) => {
    const url = await serveHttp((_request, response) => response.end("x".repeat(size)))
    expect((await client(limits).send(get(url))).response).toMatchObject({
      body: "x".repeat(size),
      truncated: false,
    })
  })

  test("a byte more is, and the rest is not read", async () => {
    let closed = false
    const url = await serveHttp((_request, response) => {
      response.on("close", () => {
        closed = true
      })
      response.write("x".repeat(1001)) // and no end
    })
    const exchange = await client(limits).send(get(url))
    expect(exchange.failure?.code).toBe("body-too-large")
    expect(exchange.response).toMatchObject({ status: 200, body: "x".repeat(1000), truncated: true })
    await expect.poll(() => closed).toBe(true)
  })

  test("a bomb is stopped at the bound", async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024))
    const url = await serveHttp((_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
    )
    const exchange = await client(limits).send(get(url))
    expect(exchange.failure?.code).toBe("body-too-large")
    expect(exchange.response?.truncated).toBe(true)
  })
})

describe("failures have a code", () => {
  test.each<[string, string, string | Buffer, (socket: Socket) => void]>([
    ["reset without an answer", "connection-reset", "", (s) => s.resetAndDestroy()],
    ["closed without an answer", "connection-reset", "", (s) => s.end()],
    ["closed in the head", "connection-reset", "HTTP/1.1 200 OK\r\nA: b\r\n", (s) => s.end()],
    [
      "closed in the body",
      "connection-reset",
      "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc",
      (s) => s.end(),
    ],
    [
      "reset in the body",
      "connection-reset",
      "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc",
      (s) => s.resetAndDestroy(),
    ],
    [
      "closed in a chunk",
      "connection-reset",
      "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\nabc",
      (s) => s.end(),
    ],
    ["no HTTP", "protocol", "SSH-2.0-OpenSSH_9.2\r\n", () => {}],
    ["no chunk", "protocol", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzzz\r\n", () => {}],
    [
      "two lengths",
      "protocol",
      "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab",
      () => {},
    ],
    ["a head without end", "protocol", `HTTP/1.1 200 OK\r\nA: ${"b".repeat(20_000)}`, () => {}],
    [
      "no gzip",
      "protocol",
      "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 3\r\n\r\nabc",
      () => {},
    ],
    [
      "no brotli",
      "protocol",
      "HTTP/1.1 200 OK\r\ncontent-encoding: br\r\ncontent-length: 3\r\n\r\nabc",
      () => {},
    ],
    [
      "no zstd",
      "protocol",
      "HTTP/1.1 200 OK\r\ncontent-encoding: zstd\r\ncontent-length: 3\r\n\r\nabc",
      () => {},
    ],
    [
      "half a gzip",
      "protocol",
      Buffer.concat([
        Buffer.from("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 15\r\n\r\n"),
        gzipSync("abc").subarray(0, 15),
      ]),
      () => {},
    ],
  ])("%s: %s", async (_what, code, bytes, then) => {
    const exchange = await client().send(get(await answering(bytes, then)))
    expect(exchange.failure?.code, JSON.stringify(exchange)).toBe(code)
    if (exchange.response) expect(exchange.response.truncated).toBe(true)
  })

  test("what had come of a body that broke off is kept", async () => {
    const url = await answering("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc", (socket) => socket.end())
    expect((await client().send(get(url))).response).toMatchObject({
      status: 200,
      body: "abc",
      truncated: true,
    })
  })

  test("a stall, before and within the answer, and a drip end at the deadline", async () => {
    const head = "HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n"
    const drip = (socket: Socket) => {
      const timer = setInterval(() => socket.write("x"), 5)
      socket.on("close", () => clearInterval(timer))
    }
    for (const url of [await answering(""), await answering(head), await answering(head, drip)]) {
      const { failure, ms } = await client().send({ ...get(url), timeoutMs: 60 })
      expect(failure).toEqual({ code: "timeout", message: "no complete response within 60 ms" })
      expect(ms).toBeGreaterThan(50)
      expect(ms).toBeLessThan(1000)
    }
  })

  test("nobody listens, no such name, no TLS", async () => {
    const gone = await serveHttp(() => {})
    const code = async (url: string) => (await client().send(get(url))).failure?.code
    expect(await code("http://127.0.0.1:1/")).toBe("connection-refused")
    expect(await code("http://no-such-host.invalid/")).toBe("dns")
    expect(await code(gone.replace("http:", "https:"))).toBe("tls")
  })

  test("the caller gives up, or closes the client", async () => {
    const arrived = Promise.withResolvers<void>()
    const url = await serveHttp(() => arrived.resolve())
    const abort = new AbortController()
    const http = client()
    const given = http.send({ ...get(url), signal: abort.signal })
    const closed = http.send(get(url))
    await arrived.promise
    abort.abort()
    expect((await given).failure?.code).toBe("aborted")
    await http.close()
    expect((await closed).failure?.code).toBe("aborted")
    expect((await http.send(get(url))).failure?.code).toBe("aborted")
  })
})

describe("kept-alive connections", () => {
  test("are used again", async () => {
    let connections = 0
    const url = await serveTcp((socket) => {
      connections++
      socket.on("data", () => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"))
    })
    const http = client()
    for (let i = 0; i < 10; i++) await http.send(get(url))
    // Two, because undici frees a connection a tick after it has handed over the response.
    expect(connections).toBeLessThanOrEqual(2)
  })

  test("one that was closed while idle is replaced, and the request sent once", async () => {
    let requests = 0
    const url = await serveTcp((socket) =>
      socket.on("data", () => {
        requests++
        socket.end("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n") // says nothing of closing, and closes
      }),
    )
    const http = client()
    for (let i = 0; i < 20; i++)
      expect((await http.send({ ...get(url), method: "POST", body: "x" })).failure).toBeUndefined()
    expect(requests).toBe(20)
  })

  test.each(["GET", "POST"])(
    "one that breaks once a %s was sent is a failure, and nothing is sent again",
    async (method) => {
      let requests = 0
      const url = await serveTcp((socket) => {
        socket.once("data", () => {
          requests++
          socket.write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")
          socket.once("data", () => {
            requests++
            socket.resetAndDestroy()
          })
        })
      })
      const http = client()
      const codes: unknown[] = []
      for (let i = 0; i < 4; i++) codes.push((await http.send({ ...get(url), method })).failure?.code)
      expect(codes).toContain("connection-reset")
      expect(requests).toBe(4)
    },
  )
})
