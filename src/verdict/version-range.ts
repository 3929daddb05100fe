const VERSION = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(-[\w.-]+)?(?:\+[\w.-]+)?$/
const COMPARISON = /^(<=|>=|<|>|=)?(.*)$/

/** Whether text is a range: comparisons (`<` `<=` `>` `>=` `=`, or none for `=`) with versions, joined by spaces; all must hold. */
export function isVersionRange(text: string): boolean {
  return text.trim() !== "" && comparisons(text).every(({ limit }) => VERSION.test(limit))
}

/**
 * Whether a version lies in a range. `=1.4` takes every 1.4.x; elsewhere missing numbers are 0. A pre-release comes
 * before its release. What is no version lies in no range.
 *
 * @example inVersionRange("1.4.2", ">=1.2 <1.5") // true
 */
export function inVersionRange(version: string, range: string): boolean {
  if (!VERSION.test(version)) return false
  return comparisons(range).every(({ sign, limit }) => {
    const order = compare(version, limit, sign === "=")
    if (sign === "=") return order === 0
    return sign.startsWith("<")
      ? order < 0 || (sign === "<=" && order === 0)
      : order > 0 || (sign === ">=" && order === 0)
  })
}

function comparisons(range: string): { sign: string; limit: string }[] {
  return range
    .replace(/([<>=])\s+/g, "$1")
    .trim()
    .split(/\s+/)
    .map((text) => {
      const [, sign = "=", limit = ""] = COMPARISON.exec(text)!
      return { sign, limit }
    })
}

function compare(version: string, limit: string, onlyGiven: boolean): number {
  const a = VERSION.exec(version)!
  const b = VERSION.exec(limit)!
  for (const i of [1, 2, 3]) {
    if (onlyGiven && b[i] === undefined) return 0
    const difference = Number(a[i] ?? 0) - Number(b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return (
    Number(a[4] === undefined) - Number(b[4] === undefined) ||
    (a[4] ?? "").localeCompare(b[4] ?? "", "en", { numeric: true })
  )
}
