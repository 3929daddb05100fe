import { expect, test } from "vitest"
import type { Step } from "../scenario/documents.ts"
import { awayFromTotpEdge } from "./totp-edge.ts"

const step = (given: object) => given as Step
const at = (ms: number) => ({
  now: () => ms,
  case: { waits: [] as { step: string; ms: number }[], signal: new AbortController().signal },
})

test.each([
  { flow: "userPassword", with: { Username: "a", Password: "b", totp: "${user.secret}" } },
  { flow: "softwareTokenSetup", with: { AccessToken: "${token}" } },
  { call: "idp.VerifySoftwareToken", with: { UserCode: "${secret | totp}" } },
])("%j waits for the next half minute where this one is about to end", async (given) => {
  const context = at(29_970)
  const started = performance.now()
  await awayFromTotpEdge(step(given), context)
  expect(performance.now() - started).toBeGreaterThan(25)
  expect(context.case.waits).toEqual([{ step: "totp", ms: 30 }])
})

test("nothing else waits, and nothing in the middle of a half minute", async () => {
  for (const [given, ms] of [
    [{ call: "idp.GetUser", with: { AccessToken: "${totp.accessToken}" } }, 29_970],
    [{ flow: "softwareTokenSetup" }, 12_000],
  ] as const) {
    const context = at(ms)
    await awayFromTotpEdge(step(given), context)
    expect(context.case.waits).toEqual([])
  }
})
