import type { Probed } from "./operation.ts"
import type { Half, Probe } from "./probe.ts"

type Rule = Pick<Probe, "says" | "strength" | "evidence" | "facts" | "expected"> & {
  wrong: Partial<Half>
}

/** Probes of what stands around an input: body, headers and, of signed operations, the signature. */
export function protocolProbes(operation: Probed): Probe[] {
  const { qualifiedName, plain } = operation
  const rules = { ...bodies(operation), ...headers(operation), ...signatures(operation) }
  return Object.entries(rules).map(([name, { wrong, ...rule }]) => ({
    ...rule,
    requirement: `generated.${qualifiedName}/${name}`,
    says: `${qualifiedName} ${rule.says}.`,
    wrong: { ...plain, ...wrong },
    right: plain,
  }))
}

const inferred = { strength: "probe", evidence: "inferred" } as const
const unreadable = { is: "refused", type: "SerializationException" } as const
const unknownOperation = { is: "refused", type: "UnknownOperationException" } as const

/** WIRE-013 was seen on user pools; WIRE-014 on another service. */
function bodies({ service, plain }: Probed): Record<string, Rule> {
  const seen = service === "cognito-idp" ? ({ strength: "must", evidence: "observed" } as const) : inferred
  return {
    "body.malformed": {
      says: "refuses a body that is not JSON",
      ...seen,
      facts: ["WIRE-013"],
      expected: unreadable,
      wrong: { body: (seed) => plain.body(seed).slice(0, -1) },
    },
    "body.empty": {
      says: "refuses an empty body",
      ...inferred,
      facts: ["WIRE-014"],
      expected: unreadable,
      wrong: { body: () => "" },
    },
    "body.null": {
      says: "refuses a null in place of the input",
      ...inferred,
      facts: ["WIRE-014"],
      expected: unreadable,
      wrong: { body: () => "null" },
    },
    "body.unknown-member": {
      says: "ignores members that the model does not know",
      ...inferred,
      facts: ["WIRE-014"],
      expected: { is: "taken" },
      wrong: {
        body: (seed) => JSON.stringify({ ...JSON.parse(plain.body(seed)), PoolproofStranger: "x" }),
      },
    },
  }
}

/** WIRE-015, measured on sibling services. */
function headers({ model, name }: Probed): Record<string, Rule> {
  const rule = { ...inferred, facts: ["WIRE-015"] }
  return {
    "target.missing": {
      ...rule,
      says: "is not to be had without X-Amz-Target",
      expected: unknownOperation,
      wrong: { target: null },
    },
    "target.unknown": {
      ...rule,
      says: "is not to be had by a name that the service does not know",
      expected: unknownOperation,
      wrong: { target: `${model.targetPrefix}.${name}Stranger` },
    },
    "target.wrong-case": {
      ...rule,
      says: "is not to be had by its name in lower case",
      expected: unknownOperation,
      wrong: { target: `${model.targetPrefix}.${name.toLowerCase()}` },
    },
    "content-type.missing": {
      ...rule,
      says: "is not to be had without a content type",
      expected: { is: "unknown-protocol" },
      wrong: { contentType: null },
    },
    "content-type.json-1.0": {
      ...rule,
      says: "is not to be had by AWS JSON 1.0",
      expected: { is: "unknown-protocol" },
      wrong: { contentType: "application/x-amz-json-1.0" },
    },
  }
}

/** WIRE-016 was seen on user pools, of WIRE-017 which key is refused how is inferred. */
function signatures({ operation, service }: Probed): Record<string, Rule> {
  if (operation.auth === "none") return {}
  const seen = service === "cognito-idp" ? ({ strength: "must", evidence: "observed" } as const) : inferred
  const refused = (type: string) => ({ is: "refused", type }) as const
  return {
    "signature.missing": {
      says: "refuses an unsigned call",
      ...seen,
      facts: ["WIRE-016"],
      expected: refused("MissingAuthenticationTokenException"),
      wrong: { signing: "none" },
    },
    "signature.wrong": {
      says: "refuses a signature made with another secret",
      ...inferred,
      facts: ["WIRE-017"],
      expected: refused("InvalidSignatureException"),
      wrong: { signing: "wrong-signature" },
    },
    "signature.stale": {
      says: "refuses a signature that is an hour old",
      ...inferred,
      facts: ["WIRE-017"],
      expected: refused("InvalidSignatureException"),
      wrong: { signing: "stale" },
    },
    "signature.unknown-key": {
      says: "refuses an access key that nobody has",
      ...inferred,
      facts: ["WIRE-017"],
      expected: refused("UnrecognizedClientException"),
      wrong: { signing: "stranger" },
    },
  }
}
