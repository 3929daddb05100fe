import { operationNames } from "../../model/model.ts"
import type { Requirement, Scenario, Suite } from "../suite.ts"
import type { Source } from "../yaml.ts"
import { constraintProbes } from "./constraints.ts"
import { type Probed, probedOperation } from "./operation.ts"
import type { Probe } from "./probe.ts"
import { protocolProbes } from "./protocol.ts"

/** What the ids of generated scenarios begin with. */
const PREFIX = "generated/"

/**
 * A suite with the generated probes beside its scenarios, one scenario an operation, when an id or glob names any:
 * nobody gets them without asking for them.
 *
 * @example withGenerated(suite, ["generated/idp.SignUp"]).scenarios.get("generated/idp.SignUp")?.probes
 */
export function withGenerated(suite: Suite, named: readonly string[]): Suite {
  if (!named.some((name) => name.startsWith(PREFIX))) return suite
  const extended = {
    ...suite,
    scenarios: new Map(suite.scenarios),
    requirements: new Map(suite.requirements),
  }
  for (const name of operationNames()) {
    const operation = probedOperation(name)
    const source = sourceOf(operation)
    const probes = [...protocolProbes(operation), ...constraintProbes(operation)]
    const scenario = scenarioOf(operation, probes, source)
    extended.scenarios.set(scenario.id, scenario)
    for (const probe of probes) {
      const requirement = requirementOf(operation, probe, source)
      extended.requirements.set(requirement.id, requirement)
    }
  }
  return extended
}

function scenarioOf({ qualifiedName }: Probed, probes: Probe[], source: Source): Scenario {
  return {
    poolproof: 1,
    id: `${PREFIX}${qualifiedName}`,
    title: `${qualifiedName} keeps each of ${probes.length} rules for its input`,
    proves: probes.map(({ requirement }) => requirement),
    needs: [`op.${qualifiedName}`],
    timeout: "10m",
    steps: [],
    finally: [],
    probes,
    source,
  }
}

function requirementOf(
  { qualifiedName }: Probed,
  { requirement, says, strength, evidence, facts }: Probe,
  source: Source,
): Requirement {
  return {
    id: requirement,
    area: `generated.${qualifiedName}`,
    says,
    strength,
    level: "extended",
    evidence,
    facts: [...facts],
    observed: "never",
    source,
    path: [],
  }
}

/** They stand in no file but the model's. */
function sourceOf({ qualifiedName, service, operation }: Probed): Source {
  const file = `src/model/data/${service}.json`
  return {
    file,
    value: { generated: qualifiedName, shape: operation.shape },
    locate: () => ({ file, line: 1, column: 1 }),
  }
}
