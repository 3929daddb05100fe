import type { Plan, PlannedCase, Selection } from "../scenario/plan.ts"
import { addDocument, emptySuite, type Suite } from "../scenario/suite.ts"
import type { Exchange } from "../wire/exchange.ts"
import type { RunToJudge } from "./judge-run.ts"
import type { CaseResult, Finding, Judgement, Verdict } from "./result.ts"

/**
 * For tests: a register with one requirement of each strength and level in area `a` (`a/must`, `a/extended`,
 * `a/should`, `a/may`, `a/probe`; `a/untestable` and `a/deferred` cannot be judged) and a rule of the wire, `wire.id`.
 */
export function exampleSuite(): Suite {
  const suite = emptySuite("scenarios")
  const row = (name: string, strength: string, more = "level: core") =>
    `  ${name}: { says: It ${name}s., strength: ${strength}, evidence: documented, facts: [DIR-001], ${more} }\n`
  const head = (area: string) => `poolproof: 1\nkind: Requirements\narea: ${area}\nrequirements:\n`
  const strengths = ["must", "should", "may", "probe"].map((strength) => row(strength, strength)).join("")
  const others = `${row("extended", "must", "level: extended")}${row("untestable", "must", "level: core, untestable: no way")}${row("deferred", "must", "level: core, deferred: lambda")}`
  addDocument(suite, "a.yaml", head("a") + strengths + others)
  addDocument(suite, "wire.yaml", head("wire") + row("id", "must", "level: core, per: operation"))
  addDocument(
    suite,
    "s.yaml",
    "poolproof: 1\nid: s\ntitle: It does what it must\nproves: [a/must]\nsteps: []\n",
  )
  addDocument(suite, "t.yaml", "poolproof: 1\nid: t\ntitle: The rest\nproves: [a/must]\nsteps: []\n")
  return suite
}

/** For tests: a case of the example's scenario `s` or `t`, as `s` or `s[row]`. */
export function planned(suite: Suite, id: string, requirements: readonly string[]): PlannedCase {
  const [, scenario = "", row] = /^([^[]*)(?:\[(.*)\])?$/.exec(id)!
  return {
    id,
    scenario: suite.scenarios.get(scenario)!,
    row: row === undefined ? undefined : { name: row },
    requirements,
    leftover: [],
    needs: [],
    locks: [],
  }
}

/** For tests: an exchange in which the operation was refused. */
export function refused(type: string, status = 400): Exchange {
  const body = JSON.stringify({ __type: type, message: "no" })
  return {
    id: 1,
    at: Date.UTC(2026, 0, 2),
    ms: 3,
    label: "idp.SignUp",
    request: {
      method: "POST",
      url: "http://127.0.0.1:9229/",
      headers: { "x-amz-target": "AWSCognitoIdentityProviderService.SignUp" },
      body: '{"Username":"ann"}',
    },
    response: { status, headers: { "content-type": "application/x-amz-json-1.1" }, body, truncated: false },
  }
}

/** For tests: what was found wrong with a refusal. */
export function finding(more: Partial<Finding> = {}): Finding {
  return {
    severity: "hard",
    says: "expected CodeMismatchException, came NotAuthorizedException",
    where: "scenarios/s.yaml:12",
    step: "call idp.SignUp",
    mismatches: [
      {
        path: "__type",
        expected: '"CodeMismatchException"',
        received: '"NotAuthorizedException"',
        soft: false,
      },
    ],
    exchange: refused("NotAuthorizedException"),
    ...more,
  }
}

/** For tests: what came of a case; its judgements as requirement and verdict, or with findings. */
export function result(
  id: string,
  verdict: Verdict,
  judgements: Record<string, Verdict | Judgement>,
  more: Partial<CaseResult> = {},
): CaseResult {
  return {
    id,
    scenario: id.replace(/\[.*/, ""),
    title: "It does what it must",
    verdict,
    judgements: Object.entries(judgements).map(([requirement, j]) =>
      typeof j === "string" ? { requirement, verdict: j, findings: j === "fail" ? [finding()] : [] } : j,
    ),
    wire: [],
    operations: { "idp.SignUp": 1 },
    replay: `${id.replace(/\[.*/, "")}:42`,
    generated: {},
    minted: [],
    waits: [],
    startedAt: 0,
    ms: 5,
    ...more,
  }
}

/** For tests: a run of cases that each judge the requirements of their results; only these are selected, and the wire. */
export function exampleRun(results: readonly CaseResult[], more: Partial<RunToJudge> = {}): RunToJudge {
  const suite = exampleSuite()
  const cases = results.map(({ id, judgements }) =>
    planned(
      suite,
      id,
      judgements.map((j) => j.requirement),
    ),
  )
  const ids = new Set(cases.flatMap((c) => c.requirements))
  return {
    suite,
    plan: examplePlan(cases, (id) => ids.has(id) || id.startsWith("wire.")),
    results,
    expectations: [],
    version: undefined,
    now: new Date("2026-06-01T12:00:00Z"),
    dead: undefined,
    interrupted: false,
    errors: [],
    ...more,
  }
}

/** For tests: a plan of these cases. */
export function examplePlan(
  cases: PlannedCase[],
  selects: (id: string) => boolean = () => true,
  selection: Partial<Selection> = {},
): Plan {
  return {
    cases,
    selection: { requirements: [], scenarios: [], ...selection },
    selects,
  }
}
