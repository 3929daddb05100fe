import { once } from "node:events"
import { createServer, request, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Arrivals } from "../../load/lib/arrivals.ts"
import { stagesOf } from "../../load/lib/shapes.ts"
import { LoadSession } from "../cli/load-session.ts"
import { findK6 } from "./k6.ts"
import { runLoad } from "./load.ts"
import type { LoadRecord } from "./record.ts"
import { startReference } from "./reference.test-server.ts"

// Where these may not be left out (CI), a missing k6 is a failure: `npm run setup:k6`.
const k6 = await findK6()
if (!k6 && !process.env.CI) console.warn("skipped: there is no k6 (npm run setup:k6)")

const signal = new AbortController().signal
let reference: Awaited<ReturnType<typeof startReference>>

beforeAll(async () => {
  reference = await startReference()
})

afterAll(() => reference.stop())

/** Runs a script against an endpoint, with few users. */
async function load(
  script: string,
  arrivals: Arrivals,
  { endpoint = reference.endpoint, segments = 1 } = {},
): Promise<LoadRecord> {
  const session = await LoadSession.open(script, "reference", arrivals, { endpoint, users: 40 }, signal)
  try {
    return await runLoad({
      ...session.loadOptions,
      script,
      shape: "average",
      arrivals: session.arrivals,
      objective: { errors: 0 },
      segments,
      vus: 20,
    })
  } finally {
    await session.close()
  }
}

const open = (rate: number, seconds: number): Arrivals => ({
  model: "open",
  stages: stagesOf("average", rate, seconds),
})

describe.skipIf(!k6 && !process.env.CI)("k6", () => {
  test("is there", () => {
    expect(k6, "there is no k6 2.2 or newer: npm run setup:k6").toBeDefined()
  })

  test("goes through every flow once against the reference", async () => {
    const record = await load("smoke", { model: "once", iterations: 1 })
    expect(record.errors).toEqual([])
    expect(Object.keys(record.latency.flows).sort()).toEqual([
      "getuser",
      "identity-pool",
      "jwks",
      "login-admin",
      "login-mfa-totp",
      "login-password",
      "login-srp",
      "refresh",
      "revoke",
      "signup",
    ])
    expect(record.integrity).toMatchObject({ violations: 0, issued: 6, jtis: 12, signatures: 12, keySets: 1 })
  })

  test("splits a run into segments that together are the whole, without a gap or an overlap", async () => {
    const record = await load("login-password", open(60, 3), { segments: 2 })
    expect(record.errors).toEqual([])
    const { started, unfinished, missing } = record.iterations
    // An iteration that ran in both segments would have been numbered once and counted twice.
    expect(unfinished).toBe(0)
    expect(started + missing).toBeGreaterThanOrEqual(180)
    expect(record.integrity).toMatchObject({ violations: 0, issued: started, jtis: 2 * started })
  })

  test.each(["mixed", "negative-mix"])(
    "runs %s, and everything is answered as it has to be",
    async (script) => {
      const record = await load(script, open(20, 2))
      expect(record.errors).toEqual([])
      expect(record.integrity.violations).toBe(0)
      expect(Object.keys(record.latency.flows).length).toBeGreaterThanOrEqual(5)
    },
  )

  test("stops the run when one user is given another's tokens, once in a thousand sign-ins", async () => {
    const leaky = await leakyProxy(reference.endpoint, 1000)
    try {
      const record = await load("login-password", open(300, 20), { endpoint: leaky.endpoint })
      expect(record.verdict).toBe("fail")
      expect(record.integrity.examples[0]).toMatchObject({
        kind: "identity",
        detail: expect.stringMatching(/^access token: username is pp-\d+-\d+, expected pp-/),
      })
      expect(record.iterations.started).toBeLessThan(6000)
    } finally {
      leaky.server.close()
      leaky.server.closeAllConnections()
    }
  })
})

/** Passes everything on, and every n-th sign-in by password gets the answer of the one before. */
async function leakyProxy(upstream: string, every: number): Promise<{ endpoint: string; server: Server }> {
  const { hostname, port } = new URL(upstream)
  let signIns = 0
  let before: Buffer | undefined
  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = []
    incoming.on("data", (part: Buffer) => parts.push(part))
    incoming.on("end", () => {
      const body = Buffer.concat(parts)
      const forward = request(
        { hostname, port, method: incoming.method, path: incoming.url, headers: incoming.headers },
        (answer) => {
          const chunks: Buffer[] = []
          answer.on("data", (part: Buffer) => chunks.push(part))
          answer.on("end", () => {
            let content: Buffer = Buffer.concat(chunks)
            if (body.includes("USER_PASSWORD_AUTH") && ++signIns % every === 0 && before) content = before
            else if (body.includes("USER_PASSWORD_AUTH")) before = content
            outgoing
              .writeHead(answer.statusCode!, { "content-type": answer.headers["content-type"] ?? "" })
              .end(content)
          })
        },
      )
      forward.end(body)
    })
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}
