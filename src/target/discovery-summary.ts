import type { Discovery } from "./discover.ts"

/** What was seen of a target, for a person: a name and what there is to say, a line each. */
export function summaryOf({ operations, signIn, services, keys, codes }: Discovery): [string, string][] {
  const names = [...operations.keys()]
  const of = (service: string) => {
    const all = names.filter((name) => name.startsWith(`${service}.`))
    return `${all.filter((name) => operations.get(name)).length} of ${all.length}`
  }
  const unknown = names.filter((name) => operations.get(name) === undefined).length
  const flows = [...(signIn?.flows ?? [])].filter(([, there]) => there).map(([flow]) => flow)
  const besides = [
    ...(services.identity ? ["identity pools"] : []),
    ...(services.sts ? ["STS"] : []),
    ...(services.oauth === undefined ? [] : [`OAuth at ${services.oauth}`]),
  ]
  return [
    [
      "operations",
      `${of("idp")} of user pools, ${of("identity")} of identity pools${unknown > 0 ? `; of ${unknown} nobody can tell` : ""}`,
    ],
    ["auth flows", flows.join(", ") || "none that a user could be signed in by"],
    ["challenges", [...(signIn?.challenges ?? [])].join(", ") || "none seen"],
    ["besides", besides.join(", ") || "nothing: user pools only"],
    ["issuer", keys?.issuer ?? "not known: no token could be had"],
    ["keys", keysText(keys)],
    ["codes", codesText(codes)],
    ...(signIn && signIn.takes.length > 0 ? [["takes", signIn.takes.join(", ")] as [string, string]] : []),
    ...noted({ signIn }),
  ]
}

function keysText(keys: Discovery["keys"]): string {
  if (keys?.jwks === undefined) return "not found"
  const notes = [
    ...(keys.perPool === false ? ["the same for all pools"] : []),
    ...(keys.verify === false ? ["its tokens do not verify with them"] : []),
  ]
  return [keys.jwks, ...notes].join(", ")
}

function codesText(codes: Discovery["codes"]): string {
  switch (codes?.kind) {
    case "read":
      return "can be read"
    case "any":
      return "any confirms a user"
    case "none":
      return `cannot be read: ${codes.why}`
    default:
      return "cannot be read: say how by `adapters.inbox`; until then whatever needs one is unsupported"
  }
}

function noted({ signIn }: Pick<Discovery, "signIn">): [string, string][] {
  if (!signIn) return [["note", "no user pool can be created, so no scenario can be set up"]]
  if (signIn.clientId === undefined) return [["note", "no app client can be created, so nobody can sign in"]]
  if (signIn.username === undefined) return [["note", "no user can be created, so nobody can sign in"]]
  const srp: [string, string][] =
    signIn.srp === false ? [["note", "USER_SRP_AUTH does not sign in who proves the right password"]] : []
  if (!signIn.needsEmail) return srp
  return [
    ...srp,
    [
      "note",
      "usernames must be e-mail addresses though the pool does not say so: hundreds of cases cannot be set up; empty the server's default of UsernameAttributes",
    ],
  ]
}
