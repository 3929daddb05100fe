import { createServer, request as send } from "node:http"
import type { AddressInfo } from "node:net"
import { expect } from "vitest"
import type { LambdaDouble } from "../../src/doubles/lambda.ts"
import { execute } from "../../src/run/engine.ts"
import { planRun } from "../../src/scenario/plan.ts"
import { addDocument, loadSuite } from "../../src/scenario/suite.ts"
import type { OpenTarget } from "../../src/target/open.ts"
import type { CaseResult } from "../../src/verdict/result.ts"

const REQUIREMENTS =
  "poolproof: 1\nkind: Requirements\narea: my\nrequirements:\n  verb: { says: It works., strength: must, level: core, evidence: model, facts: [WIRE-001] }\n"

/** A scenario that proves `my/verb` beside the shipped fixtures, played on a target: the results of its cases. */
export async function play(
  body: string,
  on: OpenTarget,
  { lambda, jobs = 1 }: { lambda?: LambdaDouble; jobs?: number } = {},
): Promise<CaseResult[]> {
  const suite = loadSuite(["scenarios/fixtures", "scenarios/models"])
  addDocument(suite, "my.yaml", REQUIREMENTS)
  addDocument(suite, "verb.yaml", `poolproof: 1\nid: my.verb\ntitle: It works\nproves: [my/verb]\n${body}`)
  expect(suite.problems).toEqual([])
  const plan = planRun(suite, { requirements: [], scenarios: ["my.verb"] })
  const notes = { before() {}, after() {} }
  const results: CaseResult[] = []
  for await (const event of execute(plan, on, { suite, seed: 1, jobs, lambda, notes }))
    if (event.type === "case-end") results.push(event.result)
  return results
}

/** A server in front of a target, which hands on every request, and what `answer` makes of its answer. */
export async function inFrontOf(
  target: OpenTarget,
  answer: (path: string, body: string, asked: string) => string | Promise<string>,
): Promise<{ url: string; close(): void }> {
  const server = createServer(async (request, response) => {
    let asked = ""
    for await (const chunk of request.setEncoding("utf8")) asked += chunk
    const onward = send(
      `${target.endpoint("idp")}${request.url}`,
      { method: request.method, headers: request.headers },
      async (answered) => {
        let body = ""
        for await (const chunk of answered.setEncoding("utf8")) body += chunk
        const told = await answer(request.url ?? "", body, asked)
        const headers = { ...answered.headers, "content-length": Buffer.byteLength(told) }
        response.writeHead(answered.statusCode ?? 500, headers).end(told)
      },
    )
    onward.end(asked)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
