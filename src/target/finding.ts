/** One thing that was looked at: what was found, and what to do about it. `fail` means that no run makes sense. */
export interface Finding {
  check: string
  status: "ok" | "warn" | "fail"
  says: string
  fix?: string
}

/** A finding about `check`, by its status. */
export function findingsOf(check: string) {
  const finding = (status: Finding["status"]) => (says: string, fix?: string) => ({
    check,
    status,
    says,
    ...(fix && { fix }),
  })
  return { ok: finding("ok"), warn: finding("warn"), fail: finding("fail") }
}
