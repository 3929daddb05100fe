const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** `30s` → 30000 (milliseconds). The schema has checked the form. */
export function parseDuration(text: string): number {
  const [, count, unit] = /^(\d+)(ms|s|m|h|d)$/.exec(text) ?? []
  if (!count || !unit) throw new RangeError(`not a duration: ${text}`)
  return Number(count) * UNITS[unit as keyof typeof UNITS]
}

/** Whether a value is a duration as documents write it. */
export function isDuration(value: unknown): boolean {
  return typeof value === "string" && /^\d+(?:ms|s|m|h|d)$/.test(value)
}
