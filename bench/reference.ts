import { constants, createPublicKey, generateKeyPairSync, publicEncrypt, sign } from "node:crypto"
import type { Arrivals } from "../load/lib/arrivals.ts"
import { N } from "../load/lib/srp-group.ts"
import { median } from "../load/lib/statistics.ts"
import { LoadSession } from "../src/cli/load-session.ts"
import { runLoad } from "../src/load/load.ts"
import { type Benchmark, compared, inTurns, type Outcome } from "./benchmark.ts"
import { cpuOf, opensslSigns, pin, pinnedK6, wrk } from "./machine.ts"

/** Only the size of what is prepared follows from it. */
const ANY: Arrivals = { model: "open", stages: [{ from: 1, to: 1, seconds: 1 }] }
const never = new AbortController().signal

/** Opens a target with users, does something with it on core 0, and takes it away again. */
async function withUsers<T>(
  target: string,
  users: number,
  script: string,
  use: (session: LoadSession, pid: number) => Promise<T>,
): Promise<T> {
  const session = await LoadSession.open(script, target, ANY, { users, seed: 1 }, never)
  try {
    const pid = session.loadOptions.targetPids!.at(-1)!
    await pin(pid, "0")
    return await use(session, pid)
  } finally {
    await session.close()
  }
}

/** wrk's script for sign-ins of one user after the other. */
function signIns({ prepared, users }: LoadSession["loadOptions"]): string {
  return `local n = ${Math.floor(users / 2)}
request = function()
  n = (n + 1) % ${users}
  local body = string.format('{"AuthFlow":"USER_PASSWORD_AUTH","ClientId":"${prepared.clientId}","AuthParameters":{"USERNAME":"pp-${prepared.seed}-%d","PASSWORD":"Pp%d.load-${prepared.seed}"}}', n, n)
  return wrk.format("POST", "/", ${HEADERS}, body)
end`
}

function refreshes({ prepared }: LoadSession["loadOptions"]): string {
  const tokens = prepared.artefacts.refresh!.map((token) => JSON.stringify(token)).join(",")
  return `local tokens = {${tokens}}
local n = 0
request = function()
  n = n % #tokens + 1
  local body = '{"AuthFlow":"REFRESH_TOKEN_AUTH","ClientId":"${prepared.clientId}","AuthParameters":{"REFRESH_TOKEN":"' .. tokens[n] .. '"}}'
  return wrk.format("POST", "/", ${HEADERS}, body)
end`
}

const HEADERS =
  '{["Content-Type"]="application/x-amz-json-1.1", ["X-Amz-Target"]="AWSCognitoIdentityProviderService.InitiateAuth"}'

/** Sign-ins and refreshes on one core against the signatures they need (G6), on two cores (G7), and with many users (G8). */
export const reference: Benchmark = {
  name: "reference",
  goals: "G6 G7 G8",
  async run({ repeats, seconds }) {
    const outcomes: Outcome[] = []
    await withUsers("reference", 1000, "refresh", async ({ loadOptions }, pid) => {
      const endpoint = loadOptions.target.endpoint("idp")!
      const twice = (script: string) => async () => 2 * (await wrk(script, endpoint, { core: "1", seconds }))
      const signs = () => opensslSigns("0", Math.min(3, seconds))
      const unit = "RSA-2048 signatures/s"
      outcomes.push(
        compared(
          {
            id: "G6a",
            title: "2 × sign-ins by password ÷ openssl's signatures, one core",
            goal: { least: 0.85 },
            unit,
            names: ["reference", "openssl"],
          },
          await inTurns(repeats, twice(signIns(loadOptions)), signs),
        ),
      )
      outcomes.push(
        compared(
          {
            id: "G6b",
            title: "2 × refreshes ÷ openssl's signatures, one core",
            goal: { least: 0.85 },
            unit,
            names: ["reference", "openssl"],
          },
          await inTurns(repeats, twice(refreshes(loadOptions)), signs),
        ),
      )

      const on = (cores: string) => async () => {
        await pin(pid, cores)
        return wrk(signIns(loadOptions), endpoint, { core: "0,1", seconds, connections: 32 })
      }
      const note = "wrk shares the two cores; on four it would not"
      outcomes.push(
        compared(
          {
            id: "G7",
            title: "sign-ins on two cores ÷ on one",
            goal: { least: 1.7 },
            unit: "sign-ins/s",
            names: ["two cores", "one core"],
            note,
          },
          await inTurns(repeats, on("0,1"), on("0")),
        ),
      )
    })
    return outcomes
  },
}

/** The reference against cognito-local with a thousand users, and against itself with few and many (G8). */
export const users: Benchmark = {
  name: "users",
  goals: "G8",
  async run({ repeats, seconds }) {
    const measure =
      ({ loadOptions }: LoadSession) =>
      () =>
        wrk(signIns(loadOptions), loadOptions.target.endpoint("idp")!, { core: "1", seconds })
    const unit = "sign-ins/s"
    const ours = await withUsers("reference", 50, "login-password", (few) =>
      withUsers("reference", 100_000, "login-password", (many) =>
        inTurns(repeats, measure(many), measure(few)),
      ),
    )
    const others = await withUsers("reference", 1000, "login-password", (reference) =>
      withUsers("cognito-local", 1000, "login-password", (local) =>
        inTurns(repeats, measure(reference), measure(local)),
      ),
    )
    return [
      compared(
        {
          id: "G8a",
          title: "sign-ins of the reference ÷ cognito-local, 1,000 users, one core",
          goal: { least: 10 },
          unit,
          names: ["reference", "cognito-local"],
        },
        others,
      ),
      compared(
        {
          id: "G8b",
          title: "sign-ins with 100,000 users ÷ with 50",
          goal: { least: 0.95 },
          unit,
          names: ["100,000 users", "50 users"],
        },
        ours,
      ),
    ]
  },
}

/** The reference's CPU for a sign-in by SRP, against the three powers and two signatures in it (G6). */
export const srpServer: Benchmark = {
  name: "srp-server",
  goals: "G6",
  async run({ repeats, seconds }) {
    return withUsers("reference", 100, "login-srp", async (session, pid) => {
      const k6 = await pinnedK6("1")
      const arrivals: Arrivals = { model: "closed", seconds }
      const needed: number[] = []
      const used: number[] = []
      for (let i = 0; i < repeats; i++) {
        let signed = 0
        const cpu = await cpuOf(pid, async () => {
          const record = await runLoad({
            ...session.loadOptions,
            k6,
            script: "login-srp",
            shape: "closed",
            arrivals,
            objective: { errors: 0 },
            segments: 1,
            vus: 4,
          })
          signed = record.integrity.issued
        })
        used.push((cpu / signed) * 1000)
        needed.push(3 * millisecondsOf(power) + 2 * millisecondsOf(signature))
      }
      return [
        compared(
          {
            id: "G6c",
            title: "3 native powers + 2 signatures ÷ CPU of a sign-in by SRP",
            goal: { least: 0.85 },
            unit: "ms",
            names: ["needed", "used"],
            note: `k6 makes ${Math.round(1000 / median(used))} a second or fewer on its core: the server is measured by its CPU, not by its rate`,
          },
          { a: needed, b: used },
        ),
      ]
    })
  },
}

const exponent = Buffer.concat([Buffer.from([0x7f]), Buffer.alloc(31, 0xa5)])
const modulus = Buffer.from(N.toString(16), "hex")
const base = Buffer.alloc(modulus.length, 0x5a)
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 })
const text = Buffer.alloc(600)

/** base^exponent mod N for 256 bits, natively: RSA encryption without padding is just that. */
function power(): void {
  const key = createPublicKey({
    format: "jwk",
    key: { kty: "RSA", n: modulus.toString("base64url"), e: exponent.toString("base64url") },
  })
  publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, base)
}

function signature(): void {
  sign("sha256", text, privateKey)
}

function millisecondsOf(work: () => void): number {
  for (let i = 0; i < 50; i++) work()
  const start = performance.now()
  for (let i = 0; i < 500; i++) work()
  return (performance.now() - start) / 500
}
