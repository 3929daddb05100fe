import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { SignUpCommand } from "@aws-sdk/client-cognito-identity-provider"
import { expect, test } from "vitest"
import { password, TestEndpoint } from "./test-endpoint.ts"

const main = fileURLToPath(new URL("main.ts", import.meta.url))

test("prints one line of JSON when it listens, and ends on SIGTERM", async () => {
  const child = spawn(process.execPath, [main, "--fault", "mfa-skipped"], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  const [line] = (await once(child.stdout, "data")) as [Buffer]
  const ready = JSON.parse(line.toString()) as Record<string, unknown>
  expect(ready).toEqual({
    ready: true,
    endpoint: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    pid: child.pid,
  })
  const response = await fetch(`${ready.endpoint}/_reference/faults`)
  const { faults } = (await response.json()) as { faults: { name: string; enabled: boolean }[] }
  expect(faults.filter(({ enabled }) => enabled).map(({ name }) => name)).toEqual(["mfa-skipped"])
  child.kill("SIGTERM")
  expect(await once(child, "exit")).toEqual([0, null])
})

test("a seed makes ids, codes and subs repeatable", async () => {
  const run = async () => {
    const reference = await TestEndpoint.start("--seed", "42")
    try {
      const pool = await reference.newPool({ AutoVerifiedAttributes: ["email"] })
      const ClientId = await reference.newClient(pool)
      const UserAttributes = [{ Name: "email", Value: "a@example.com" }]
      const signUp = new SignUpCommand({ ClientId, Username: "a", Password: password, UserAttributes })
      const { UserSub } = await reference.sdk.send(signUp)
      return [pool, ClientId, UserSub, await reference.lastCode(pool, "a")]
    } finally {
      await reference.stop()
    }
  }
  expect(await run()).toEqual(await run())
})

test.each([
  [["--fault", "no-such"], 'unknown fault "no-such"'],
  [["--port", "http"], '--port wants a whole number, not "http"'],
  [["--colour"], "Unknown option '--colour'"],
])("%j is wrong usage", async (options, message) => {
  const child = spawn(process.execPath, [main, ...options], { stdio: ["ignore", "ignore", "pipe"] })
  let said = ""
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString()
  })
  const [code] = await once(child, "close")
  expect(code).toBe(2)
  expect(said).toContain(message)
  expect(said).toContain("usage: ")
})
