import { text } from "node:stream/consumers"
import { describe, expect, test } from "vitest"
import { raceSend, type Sync } from "./barrier.ts"
import type { HttpRequest } from "./http.ts"
import { serveHttp, serveTcp } from "./loopback.test-server.ts"

const post = (url: string, body: string): HttpRequest => ({ label: "", method: "POST", url, body })
const ok = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"

/** Pipelined requests without a body: what keeps a server busy, and is no contender. */
const distraction = /^(?:GET \/ HTTP\/1\.1\r\nhost: \S+\r\n\r\n){2}/

/** A server that answers when a request's body ends in `!`, and notes what it sees of the contenders, in order. */
async function notingServer() {
  const events: { connection: number; event: "open" | "part" | "end"; bytes: string }[] = []
  let connections = 0
  const url = await serveTcp((socket) => {
    let connection = -1
    events.push({ connection, event: "open", bytes: "" })
    let bytes = ""
    socket.on("data", (data) => {
      bytes += data
      if (distraction.test(bytes)) return
      if (connection < 0) connection = connections++
      const event = bytes.endsWith("!") || bytes.startsWith("GET") ? "end" : "part"
      events.push({ connection, event, bytes })
      if (event === "end") socket.write(ok)
    })
  })
  const first = (event: string) => events.findIndex((e) => e.event === event)
  const last = (event: string) => events.findLastIndex((e) => e.event === event)
  return { url, events, first, last }
}

describe("last-byte", () => {
  test("all but the last byte of every request arrives before the last byte of any", async () => {
    const { url, events, first, last } = await notingServer()
    const bodies = [1, 2, 100, 10_000, 100_000, 5].map((length) => `${"ü".repeat(length)}!`)
    const { exchanges, sync, spreadMs } = await raceSend(
      bodies.map((body) => post(url, body)),
      { sync: "last-byte" },
    )
    expect(sync).toBe("last-byte")
    expect(exchanges.map(({ response }) => response?.status)).toEqual(bodies.map(() => 200))
    expect(last("part")).toBeLessThan(first("end"))
    for (const [connection, body] of bodies.entries()) {
      const seen = events.filter((event) => event.connection === connection)
      expect(seen.at(-2)?.bytes.split("\r\n\r\n")[1]?.length).toBe(
        seen.at(-1)!.bytes.split("\r\n\r\n")[1]!.length - 1,
      )
      expect(
        events.filter(({ bytes }) => bytes.includes(`content-length: ${Buffer.byteLength(body)}\r\n`)),
      ).not.toEqual([])
    }
    expect(spreadMs).toBeLessThan(50)
  })

  test("what was asked, with what headers, is in the exchanges", async () => {
    const { url } = await notingServer()
    const request = { ...post(url, "a!"), label: "idp.SignUp", headers: { "x-amz-target": "T" } }
    const { exchanges } = await raceSend([request], { sync: "last-byte" })
    expect(exchanges).toMatchObject([
      { label: "idp.SignUp", request: { method: "POST", url, headers: { "x-amz-target": "T" }, body: "a!" } },
    ])
  })

  test("a request without a body meets the others, degraded", async () => {
    const { url, events, last, first } = await notingServer()
    const get = { label: "", method: "GET", url }
    const { exchanges, sync } = await raceSend([get, post(url, "ab!"), get], { sync: "last-byte" })
    expect(exchanges.map(({ response }) => response?.body)).toEqual(["{}", "{}", "{}"])
    expect(sync).toBe("degraded")
    expect(last("open")).toBeLessThan(first("end"))
    expect(last("part")).toBeLessThan(first("end"))
    expect(events.filter(({ bytes }) => bytes.startsWith("GET"))[0]?.bytes).not.toContain("transfer-encoding")
  })

  test("one that fails while the others wait does not hold them up, and degrades", async () => {
    const { url } = await notingServer()
    const resets = await serveTcp((socket) => socket.once("data", () => socket.resetAndDestroy()))
    const early = await serveTcp((socket) => socket.once("data", () => socket.write(ok)))
    for (const [other, code] of [
      ["http://127.0.0.1:1/", "connection-refused"],
      [resets, "connection-reset"],
      [early, undefined],
    ] as const) {
      const { exchanges, sync } = await raceSend([post(url, "ab!"), post(other, "ab!"), post(url, "abc!")], {
        sync: "last-byte",
      })
      expect(exchanges.map(({ failure }) => failure?.code)).toEqual([undefined, code, undefined])
      expect(sync).toBe("degraded")
    }
  })

  test("one that is never taken ends at its deadline", async () => {
    const { url } = await notingServer()
    const stalled = await serveTcp((socket) => socket.pause())
    const huge = post(stalled, "x".repeat(32 * 1024 * 1024))
    const { exchanges, sync } = await raceSend([post(url, "ab!"), { ...huge, timeoutMs: 100 }], {
      sync: "last-byte",
    })
    expect(exchanges.map(({ failure }) => failure?.code)).toEqual([undefined, "timeout"])
    expect(sync).toBe("degraded")
  })
})

test("start: every connection is open before anything is sent", async () => {
  const { url, events, first, last } = await notingServer()
  const { sync } = await raceSend([post(url, "a!"), { label: "", method: "GET", url }, post(url, "!")], {
    sync: "start",
  })
  expect(sync).toBe("start")
  expect(last("open")).toBeLessThan(first("end"))
  expect(events.filter(({ event }) => event === "open")).toHaveLength(3)
})

test.each<Sync>(["none", "start", "last-byte"])(
  "%s: the requests are under way at the same time",
  async (sync) => {
    const all = Promise.withResolvers<void>()
    let underWay = 0
    const url = await serveHttp(async (request, response) => {
      await text(request)
      if (++underWay === 8) all.resolve()
      await all.promise // comes only if no request waits for another's answer
      response.end("{}")
    })
    const result = await raceSend(Array(8).fill(post(url, "ab!")), { sync, timeoutMs: 5_000 })
    expect(result.exchanges.map(({ response }) => response?.status)).toEqual(Array(8).fill(200))
    expect(result.sync).toBe(sync)
  },
)

test("no requests", async () => {
  expect(await raceSend([], { sync: "last-byte" })).toEqual({ exchanges: [], sync: "last-byte", spreadMs: 0 })
})
