/**
 * What the engine costs: the wall time of a run on the reference, against a raw undici replay of the very same requests
 * on a server that does the very same work. Goal: at most 1.5, without process start and mandated waits.
 *
 * Both servers have the same seed and both sides send one request at a time in the same order, so that ids, codes and
 * challenges come out the same; only tokens differ, and are exchanged in the replay's requests for those that it got.
 * Run it on a quiet machine: `npm run bench:engine`.
 */
import { subscribe, unsubscribe } from "node:diagnostics_channel"
import { Agent, request } from "undici"
import { LambdaDouble } from "../src/doubles/lambda.ts"
import { execute } from "../src/run/engine.ts"
import { planRun } from "../src/scenario/plan.ts"
import { loadSuite } from "../src/scenario/suite.ts"
import { loadTarget } from "../src/target/load.ts"
import { openTarget } from "../src/target/open.ts"

const ROUNDS = 5
/** Cases that hold requests back would be measured for their waiting; triggers call back into this process. */
const LEFT_OUT = /race|^triggers\./
/** The same for both servers: it is part of what is signed. */
const PORT = 19_231
const TOKENS = ["AccessToken", "IdToken", "RefreshToken"]

interface Sent {
  path: string
  method: string
  headers: Record<string, string>
  body: string
  answer: string
}

const suite = loadSuite([new URL("../scenarios", import.meta.url).pathname])
const plan = {
  cases: planRun(suite, { requirements: [], scenarios: [] }).cases.filter(
    ({ scenario }) => !LEFT_OUT.test(scenario.id),
  ),
}
const rounds = []
for (let round = 0; round < ROUNDS; round++) rounds.push(await measure(round))
rounds.sort((a, b) => a.engine / a.replay - b.engine / b.replay)
const ratios = rounds.map(({ engine, replay }) => (engine / replay).toFixed(2))
const { engine, replay, sent, alike } = rounds[ROUNDS >> 1]!
console.log(
  `${plan.cases.length} cases, ${sent} requests, ${Math.round((100 * alike) / sent)} % of the replay's answered with the same status`,
)
console.log(`engine ${engine.toFixed(0)} ms, raw replay ${replay.toFixed(0)} ms`)
console.log(`ratio ${ratios[ROUNDS >> 1]} (${ratios[0]} to ${ratios.at(-1)} in ${ROUNDS} rounds); goal 1.5`)

async function measure(round: number) {
  const { sent, engine } = await withServer(round, (target, lambda) => runEngine(target, lambda, round))
  const replayed = await withServer(round, (target) => replayAll(target.endpoint("idp")!, sent))
  return { engine, replay: replayed.ms, alike: replayed.alike, sent: sent.length }
}

async function withServer<T>(
  seed: number,
  use: (target: Awaited<ReturnType<typeof openTarget>>, lambda: LambdaDouble) => Promise<T>,
): Promise<T> {
  const lambda = await LambdaDouble.start()
  const start = `exec node reference/main.ts --port ${PORT} --seed ${seed}`
  const profile = loadTarget("reference")
  const cwd = new URL("..", import.meta.url).pathname
  const target = await openTarget(
    { ...profile, start: { ...profile.start, cwd, command: start } },
    { signal: new AbortController().signal, runId: `bench-${seed}`, doubles: { lambda } },
  )
  try {
    return await use(target, lambda)
  } finally {
    await target.close()
    await lambda.close()
  }
}

async function runEngine(
  target: Parameters<typeof execute>[1],
  lambda: LambdaDouble,
  seed: number,
): Promise<{ sent: Sent[]; engine: number }> {
  const sent = new Map<object, Sent>()
  const onCreate = (message: unknown) => {
    const { request } = message as {
      request: { path: string; method: string; headers: string[]; body: string | Uint8Array | null }
    }
    const pairs = Array.from(
      { length: request.headers.length / 2 },
      (_, i) => [request.headers[2 * i]!, request.headers[2 * i + 1]!] as const,
    )
    const headers = Object.fromEntries(
      pairs.filter(([name]) => !/^(?:content-length|host|connection)$/i.test(name)),
    )
    sent.set(request, {
      path: request.path,
      method: request.method,
      headers,
      body: Buffer.from(request.body ?? "").toString(),
      answer: "",
    })
  }
  const onChunk = (message: unknown) => {
    const { request, chunk } = message as { request: object; chunk: Buffer }
    const one = sent.get(request)
    if (one) one.answer += chunk.toString()
  }
  subscribe("undici:request:create", onCreate)
  subscribe("undici:request:bodyChunkReceived", onChunk)
  let waits = 0
  const start = performance.now()
  for await (const event of execute(plan, target, {
    suite,
    seed,
    jobs: 1,
    lambda,
    notes: { before() {}, after() {} },
  }))
    if (event.type === "case-end") for (const { ms } of event.result.waits) waits += ms > 50 ? ms : 0
  const engine = performance.now() - start - waits
  unsubscribe("undici:request:create", onCreate)
  unsubscribe("undici:request:bodyChunkReceived", onChunk)
  return { sent: [...sent.values()], engine }
}

async function replayAll(origin: string, sent: readonly Sent[]): Promise<{ ms: number; alike: number }> {
  const dispatcher = new Agent({ connections: 1 })
  const tokens = new Map<string, string>()
  let alike = 0
  const start = performance.now()
  for (const { path, method, headers, body, answer } of sent) {
    const own = body.replace(/ey[\w-]+\.[\w.-]+/g, (token) => tokens.get(token) ?? token)
    const { statusCode, body: stream } = await request(`${origin}${path}`, {
      dispatcher,
      method: method as "POST",
      headers,
      ...(own ? { body: own } : {}),
    })
    const text = await stream.text()
    if (statusCode < 400 === !answer.includes('"__type"')) alike++
    if (answer.includes('"AuthenticationResult"')) learn(tokens, answer, text)
  }
  const ms = performance.now() - start
  await dispatcher.close()
  return { ms, alike }
}

/** Which token of the replay stands for which of the run. */
function learn(tokens: Map<string, string>, recorded: string, replayed: string): void {
  const [old, fresh] = [recorded, replayed].map((text) => JSON.parse(text).AuthenticationResult ?? {})
  for (const name of TOKENS) if (old[name] && fresh[name]) tokens.set(old[name], fresh[name])
}
