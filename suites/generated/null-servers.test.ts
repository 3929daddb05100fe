import { afterAll, expect, test } from "vitest"
import { withGenerated } from "../../src/scenario/generated/index.ts"
import { emptySuite, findRequirement } from "../../src/scenario/suite.ts"
import { later, serve, tidy } from "../cli/command.test-kit.ts"
import { runUnlooked } from "../hostile/null-run.test-kit.ts"
import { type Answer, NULL_SERVERS, serveAnswer } from "../hostile/servers.ts"

afterAll(tidy)

const error =
  (type: string, message: string): Answer =>
  (_, response) =>
    response
      .writeHead(400, { "content-type": "application/x-amz-json-1.1", "x-amzn-errortype": `${type}:` })
      .end(JSON.stringify({ __type: type, message }))

const servers: [string, Answer][] = [
  ...Object.entries(NULL_SERVERS),
  ["invalid parameter", error("InvalidParameterException", "Invalid parameter")],
  ["serialization", error("SerializationException", "")],
  ["missing token", error("MissingAuthenticationTokenException", "Missing Authentication Token")],
  [
    "validation",
    error(
      "ValidationException",
      "1 validation error detected: Value null at 'x' failed to satisfy constraint: Member must not be null",
    ),
  ],
]
const OPERATIONS = ["idp.SignUp", "idp.AdminGetUser", "identity.GetId", "identity.ListIdentities"]

test("a server that answers everything alike meets no must", { timeout: 120_000 }, async () => {
  const all = withGenerated(emptySuite("."), ["generated/*"])
  const names = OPERATIONS.map((name) => `generated/${name}`)
  const suite = { ...all, scenarios: new Map(names.map((id) => [id, all.scenarios.get(id)!])) }
  const own = await Promise.all(
    servers.map(async ([, answer]) => {
      const { url, close } = await serveAnswer(answer)
      later(close)
      return url
    }),
  )
  const reference = await serve()
  const runs = await runUnlooked(suite, { own, fixtures: reference.url, reference: reference.url })
  const met = runs.map(({ results }, i) => ({
    server: servers[i]![0],
    met: results
      .flatMap(({ judgements }) => judgements)
      .filter(({ verdict }) => verdict === "pass" || verdict === "nonstrict")
      .map(({ requirement }) => requirement)
      .filter((id) => findRequirement(suite, id)?.strength === "must"),
    errors: results.filter(({ verdict }) => verdict === "error").map(({ id, reason }) => `${id}: ${reason}`),
  }))
  expect(met).toEqual(servers.map(([server]) => ({ server, met: [], errors: [] })))
})
