import type { Discovery } from "./discover.ts"
import { type Finding, findingsOf } from "./finding.ts"
import type { Target } from "./target.ts"

/** Check of the findings that are lists of names. */
export const OPERATIONS = "operations"

/** Holds what a target was seen to do against what its file says. */
export function compareCapabilities(target: Target, seen: Discovery): Finding[] {
  return [
    ...operations(target, seen),
    ...(seen.signIn ? flows(target, seen.signIn) : []),
    ...services(target, seen),
    ...(seen.keys ? keys(seen.keys) : []),
    ...codes(target, seen),
    ...verification(seen),
  ]
}

function operations(target: Target, { operations: found, services }: Discovery): Finding[] {
  const { ok } = findingsOf("capabilities")
  const offered = target.endpoint("identity") !== undefined
  const names = [...found.keys()].filter((name) => offered || !name.startsWith("identity."))
  const those = (there: boolean | undefined) => names.filter((name) => found.get(name) === there)
  const has = `${those(true).length} of ${names.length} operations are there`
  const list = findingsOf(OPERATIONS)
  return [
    ...mismatches("operations", names, target, (name) => `op.${name}`, found),
    ok(services.identity || offered ? has : `${has}, identity pools left aside`),
    list.ok(`there: ${those(true).join(", ")}`),
    ...(those(false).length > 0 ? [list.ok(`not there: ${those(false).join(", ")}`)] : []),
    ...(those(undefined).length > 0 ? [list.warn(`nobody can tell: ${those(undefined).join(", ")}`)] : []),
  ]
}

/** What is declared and absent, and what is present and declared as missing. */
function mismatches(
  check: "operations" | "flows",
  names: readonly string[],
  target: Target,
  capability: (name: string) => string,
  found: ReadonlyMap<string, boolean | undefined>,
): Finding[] {
  const { warn } = findingsOf(check === "operations" ? "capabilities" : "flows")
  const where = (declared: boolean, there: boolean) =>
    names
      .filter((name) => target.supports(capability(name)) === declared && found.get(name) === there)
      .join(", ")
  const [absent, undeclared] = [where(true, false), where(false, true)]
  const fix = "correct `supports` in the target file"
  return [
    ...(absent ? [warn(`declared, but not there: ${absent}`, fix)] : []),
    ...(undeclared ? [warn(`there, but declared as missing: ${undeclared}`, fix)] : []),
  ]
}

function flows(
  target: Target,
  { flows: found, challenges, srp, username, needsEmail }: NonNullable<Discovery["signIn"]>,
) {
  const { ok, warn } = findingsOf("flows")
  if (username === undefined) return [warn("no user could be made, so nobody knows how one signs in")]
  const there = [...found.keys()].filter((name) => found.get(name))
  return [
    ...mismatches("flows", [...found.keys()], target, (name) => `flow.${name}`, found),
    ok(`${there.join(", ") || "none"}; challenges seen: ${[...challenges].join(", ") || "none"}`),
    ...(srp === false ? [warn("USER_SRP_AUTH does not sign in who proves the right password")] : []),
    ...(needsEmail
      ? [
          findingsOf("usernames").warn(
            "a pool that asks for nothing of the kind takes only e-mail addresses as usernames: hundreds of cases cannot be set up",
            "look for a default of UsernameAttributes in the server's configuration, and empty it",
          ),
        ]
      : []),
  ]
}

function services(target: Target, { services: found }: Discovery): Finding[] {
  const { ok, warn } = findingsOf("services")
  const has: [string, string, boolean, string][] = [
    ["identity", "identity pools", found.identity, "${endpoint}"],
    ["sts", "STS", found.sts, "${endpoint}"],
    ["oauth", "a domain's endpoints", found.oauth !== undefined, found.oauth ?? ""],
  ]
  const findings = has.flatMap(([service, what, there, where]) => {
    const declared = target.endpoint(service as "sts") !== undefined
    if (there && !declared)
      return [
        warn(`it has ${what}, and the target file does not say where`, `endpoints: { ${service}: ${where} }`),
      ]
    if (!there && declared && target.supports(service === "oauth" ? "oauth.domain" : service) !== false)
      return [warn(`${what}: declared, but not there`, `leave out \`endpoints.${service}\``)]
    return []
  })
  const there = has.filter(([, , there]) => there).map(([, what]) => what)
  return [...findings, ok(`besides user pools: ${there.join(", ") || "nothing"}`)]
}

function keys({ verify, perPool, ofAnyPool }: NonNullable<Discovery["keys"]>): Finding[] {
  const { ok, warn } = findingsOf("keys")
  return [
    ...(verify === undefined
      ? []
      : [verify ? ok("its tokens verify with its keys") : warn("its tokens do not verify with its keys")]),
    ...(perPool === undefined
      ? []
      : [perPool ? ok("each pool has its own keys") : warn("all pools have the same keys")]),
    ...(ofAnyPool ? [warn("it names keys of a pool that does not exist, too")] : []),
  ]
}

function codes(target: Target, { codes: found }: Discovery): Finding[] {
  const { ok, warn } = findingsOf("codes")
  switch (found?.kind) {
    case "read":
      return [ok("a code that it sent was read, and taken")]
    case "any":
      return [warn("it confirms users by a code that it never sent")]
    case "none":
      return [
        warn(
          `no code could be read: ${found.why}`,
          target.inbox?.blind
            ? "the code in `adapters.inbox` must be the one that the server was started with"
            : "see `adapters.inbox` in the target file",
        ),
      ]
    default:
      return []
  }
}

function verification({ signIn }: Discovery): Finding[] {
  const { ok, warn } = findingsOf("verification")
  if (!signIn?.accessToken) return []
  if (signIn.takes.length === 0) return [ok("forged tokens, wrong passwords and wrong proofs are refused")]
  return [warn(`it takes ${signIn.takes.join(", ")}: requirements judge that`)]
}
