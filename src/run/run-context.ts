import type { LambdaDouble } from "../doubles/lambda.ts"
import { seedOf, type Uniqueness } from "../scenario/generate.ts"
import type { Suite } from "../scenario/suite.ts"
import { type CaseResources, type ResourceNotes, StepContext } from "../steps/context.ts"
import { runSteps } from "../steps/index.ts"
import { Scope } from "../steps/scope.ts"
import type { Target } from "../target/target.ts"
import { ExchangeLog } from "../wire/exchange.ts"
import type { HttpClient } from "../wire/http.ts"
import type { Fixtures } from "./fixtures.ts"

/** What all cases of a run share. */
export interface RunContext {
  suite: Suite
  target: Target
  http: HttpClient
  notes: ResourceNotes
  lambda: LambdaDouble | undefined
  fixtures: Fixtures
  seed: number
}

/** Fresh resources and scope for a case, or for a shared fixture. */
export function newCaseContext(
  run: RunContext,
  caseId: string,
  own: Pick<CaseResources, "signal" | "held" | "replayPath">,
): StepContext {
  const { suite, target, http, notes, lambda, seed } = run
  const resources: CaseResources = {
    ...own,
    target,
    http,
    notes,
    lambda,
    seed,
    caseId,
    log: new ExchangeLog(),
    clockOffset: 0,
    observations: [],
    controls: new Set(),
    operations: new Map(),
    messagesRead: new Set(),
    eventsSeen: new Map(),
    waits: [],
    remarks: [],
    useFixture: (id, parameters, context) => run.fixtures.use(id, parameters, context),
    stateModel: (id) => {
      const machine = suite.models.get(id)
      if (!machine) throw new Error(`there is no state model ${id}; lint should have said so`)
      return machine
    },
  }
  const unique: Uniqueness = {
    stamp: stampOf(seed, caseId),
    ...(target.lambda ? { functionArn: target.lambda.functionArn.bind(target.lambda) } : {}),
  }
  const root = new Scope({ seed, place: caseId, unique, now: () => Date.now() + resources.clockOffset })
  root.set("target", {
    name: target.name,
    region: target.region,
    account: target.accountId,
    endpoint: target.endpoint("idp"),
  })
  return new StepContext(resources, root.child(), runSteps)
}

/** Four characters that are the same for the same seed and case, and part of every name that the case generates. */
function stampOf(seed: number, caseId: string): string {
  return (seedOf(seed, `stamp ${caseId}`) >>> 0).toString(36).padStart(4, "0").slice(-4)
}
