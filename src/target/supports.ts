import type { TargetProfile } from "./profile.ts"
import type { Target } from "./target.ts"

/** What an open target has, whatever its file says. */
export type Offers = Pick<Target, "endpoint" | "inbox" | "clock" | "keys" | "lambda">

/** What a target's file says of a capability: its most specific entry, or else what the target has. */
export function supports(profile: TargetProfile, offers: Offers, capability: string): boolean | undefined {
  const fitting = Object.entries(profile.supports ?? {}).filter(([glob]) => globFits(glob, capability))
  const best = fitting.sort(([a], [b]) => weight(b) - weight(a))[0]
  return best ? best[1] : implied(offers, capability)
}

function implied({ endpoint, inbox, clock, keys, lambda }: Offers, capability: string): boolean | undefined {
  const area = capability.startsWith("op.identity.") ? "identity" : capability.split(".")[0]
  switch (area) {
    case "sts":
      return endpoint("sts") !== undefined
    case "inbox":
      return inbox !== undefined
    case "clock":
      return clock !== undefined
    case "keys":
      if (capability === "keys.withdraw") return keys?.withdraw !== undefined
      return keys !== undefined && !(capability === "keys.rotate.live" && keys.restarts)
    case "identity":
    case "oauth":
    case "lambda":
      // To have it says nothing of its parts.
      if ((area === "lambda" ? lambda : endpoint(area)) === undefined) return false
      return capability === area ? true : undefined
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
