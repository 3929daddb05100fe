import { parseDuration } from "../duration.ts"
import { isRead } from "./operations.ts"
import type { Rule } from "./rule.ts"

const DEFAULT_TIMEOUT = "60s"

/** PP007: no wait is longer than the case that it is part of. */
export const waits: Rule = {
  id: "PP007",
  title: "Unbounded wait",
  *check({ places }) {
    for (const { document, source, step, path } of places) {
      if (!step || path !== step.path) continue
      const limit = "proves" in document ? (document.timeout ?? DEFAULT_TIMEOUT) : DEFAULT_TIMEOUT
      const bounds: [string | undefined, ...(string | number)[]][] = [
        ["until" in step ? step.until?.within : undefined, "until", "within"],
        [step.verb === "inbox" ? step.inbox.within : undefined, "inbox", "within"],
        [step.verb === "trigger" ? step.within : undefined, "within"],
        [step.timeout, "timeout"],
      ]
      for (const [bound, ...member] of bounds) {
        if (bound === undefined || parseDuration(bound) < parseDuration(limit)) continue
        yield {
          source,
          path: [...path, ...member],
          message: `waits up to ${bound}, but the case ends after ${limit}`,
          fix: `wait less, or give the scenario a longer \`timeout\``,
        }
      }
    }
  },
}

/** PP008: what is repeated reads, or says why it may write. */
export const repeatedWrites: Rule = {
  id: "PP008",
  title: "Write inside `until`",
  *check({ places }) {
    for (const { source, step, path } of places) {
      const until = step && path === step.path && "until" in step ? step.until : undefined
      if (!step || !until) continue
      if (until.retry && until.reason) continue
      if (until.retry) {
        const fix = "add `reason:`"
        yield {
          source,
          path: [...path, "until", "retry"],
          ofKey: true,
          message: "`retry: writes-ok` does not say why",
          fix,
        }
        continue
      }
      const writes =
        step.verb === "call"
          ? !isRead(step.call) && step.call
          : step.verb === "http" &&
            /^(?!GET$|HEAD$)/.test(step.http.method ?? (step.http.body || step.http.json ? "POST" : "GET")) &&
            "http"
      if (!writes) continue
      yield {
        source,
        path: [...path, "until"],
        ofKey: true,
        message: `${writes} writes, and \`until\` would repeat it`,
        fix: "repeat the read that shows its effect, or say `retry: writes-ok` with a `reason`",
      }
    }
  },
}
