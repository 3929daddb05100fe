import type { TargetProfile } from "./profile.ts"

/** What a profile says of a capability: its most specific entry, or else its endpoints and adapters. */
export function supports(profile: TargetProfile, capability: string): boolean | undefined {
  const fitting = Object.entries(profile.supports ?? {}).filter(([glob]) => globFits(glob, capability))
  const best = fitting.sort(([a], [b]) => weight(b) - weight(a))[0]
  return best ? best[1] : implied(profile, capability)
}

function implied({ endpoints, adapters }: TargetProfile, capability: string): boolean | undefined {
  switch (capability.startsWith("op.identity.") ? "identity" : capability.split(".")[0]) {
    case "identity":
      return endpoints?.identity ? (capability === "identity" ? true : undefined) : false
    case "sts":
      return endpoints?.sts !== undefined
    case "oauth":
      return endpoints?.oauth ? (capability === "oauth" ? true : undefined) : false
    case "inbox":
      return adapters?.inbox !== undefined
    case "clock":
      return adapters?.clock !== undefined
    case "keys":
      if (capability === "keys.withdraw")
        return adapters?.keys?.kind === "http" && adapters.keys.withdraw !== undefined
      return adapters?.keys !== undefined
    case "lambda":
      return adapters?.lambda ? (capability === "lambda" ? true : undefined) : false
    default:
      return undefined
  }
}

function globFits(glob: string, name: string): boolean {
  const source = glob.replaceAll(/[\\^$.|?+()[\]{}]/g, "\\$&").replaceAll("*", ".*")
  return new RegExp(`^${source}$`, "s").test(name)
}

/** How much of a glob is not left open; a name beats every glob. */
function weight(glob: string): number {
  return glob.includes("*") ? glob.replaceAll("*", "").length : Number.POSITIVE_INFINITY
}
