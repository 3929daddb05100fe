import { describe, expect, test } from "vitest"
import { formatProblem } from "../scenario/problem.ts"
import { loadTarget, shippedTargets } from "./load.ts"
import { parseTarget } from "./profile.ts"

const HEAD = "poolproof: 1\nkind: Target\nname: mine\n"
const problemsOf = (text: string) => parseTarget("mine.yaml", HEAD + text).problems.map(formatProblem)

test("the shipped targets are valid", () => {
  expect(shippedTargets()).toEqual(expect.arrayContaining(["cognito-local", "endpoint", "reference"]))
  for (const name of shippedTargets()) expect(loadTarget(name)).toMatchObject({ kind: "Target", name })
})

test("a target that is not there, and one that is not valid, are wrong usage", () => {
  expect(() => loadTarget("cognito-lokal")).toThrow(
    /there is no target cognito-lokal; there are .*cognito-local/,
  )
  expect(() => loadTarget("package.json.yaml")).toThrow(expect.objectContaining({ exitCode: 2 }))
})

describe("problems stand where they are", () => {
  test.for([
    [
      "endpont: http://localhost",
      "mine.yaml:4:1: error PP110: unknown key `endpont`\n    fix: did you mean `endpoint`?",
    ],
    [
      "issuer: ${endpoint}/${pool}",
      "mine.yaml:4:9: error PP112: `issuer`: ${pool} is unknown here; known: ${endpoint}, ${poolId}, ${region}, ${accountId}, ${port}",
    ],
    [
      "supports: { op.idp.SignUp: yes }",
      "mine.yaml:4:28: error PP112: `supports.op.idp.SignUp` must be a boolean, not a string",
    ],
    [
      "start: { ready: { http: GET /health } }\nendpoint: http://127.0.0.1:${port}",
      "mine.yaml:4:8: error PP112: `start`: `start` needs one of `command`, `npx` and `pypi`",
    ],
    [
      "start: { command: [x] }",
      "mine.yaml:4:8: error PP112: `start`: what is started needs an `endpoint`, or `ready: { stdout: json-line }`",
    ],
    [
      "start: { npx: cognito-local }\nendpoint: http://a",
      "mine.yaml:4:15: error PP112: `start.npx`: a package at an exact version, like `cognito-local@5.3.0`",
    ],
    [
      "start: { pypi: [moto>=5], run: moto_server }\nendpoint: http://a",
      "mine.yaml:4:17: error PP112: `start.pypi[0]`: a package at an exact version, like `moto[server]==5.2.5`",
    ],
    [
      'start: { pypi: ["moto==5.2.5"] }\nendpoint: http://a',
      "mine.yaml:4:8: error PP112: `start`: `pypi` and `run`, the program to start, go together",
    ],
    [
      "adapters: { inbox: { kind: stdout, patterns: ['Code: (\\d+)'] } }",
      "mine.yaml:4:47: error PP112: `adapters.inbox.patterns[0]`: a pattern needs a named group: (?<code>…), (?<temporaryPassword>…) or (?<link>…)",
    ],
    [
      "adapters: { keys: { kind: restart } }",
      "mine.yaml:4:27: error PP112: `adapters.keys.kind`: `restart` needs a `start`",
    ],
    [
      "unsupported: [{}]",
      "mine.yaml:4:15: error PP112: `unsupported[0]`: an empty entry would fit every answer",
    ],
  ] as const)("%s", ([text, problem]) => {
    expect(problemsOf(text)).toEqual([problem])
  })
})
