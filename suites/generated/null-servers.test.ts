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
const OPERATIONS = [
  "idp.SignUp",
  "idp.CreateUserPool",
  "idp.AdminGetUser",
  "identity.GetId",
  "identity.ListIdentities",
]

test.each(servers)("a server that answers everything with %s meets no must", async (_, answer) => {
  const all = withGenerated(emptySuite("."), ["generated/*"])
  const suite = {
    ...all,
    scenarios: new Map(
      OPERATIONS.map((name) => [`generated/${name}`, all.scenarios.get(`generated/${name}`)!]),
    ),
  }
  const { url, close } = await serveAnswer(answer)
  later(close)
  const reference = await serve()
  const [run] = await runUnlooked(suite, { own: [url], fixtures: url, reference: reference.url })
  const met = run!.results
    .flatMap(({ judgements }) => judgements)
    .filter(({ verdict }) => verdict === "pass" || verdict === "nonstrict")
    .filter(({ requirement }) => findRequirement(suite, requirement)?.strength === "must")
  expect(met.map(({ requirement }) => requirement)).toEqual([])
  expect(run!.results.filter(({ verdict }) => verdict === "error")).toEqual([])
})
