import fc from "fast-check"
import { compilePattern } from "./pattern.ts"
import type { Shape } from "./types.ts"

/**
 * What strings are made of: printable ASCII, white space, and some of every kind that the patterns tell apart, up to
 * beyond the basic plane. All of it is in every Unicode version that a Java of today knows, and none is a lone surrogate.
 */
const ALPHABET = [
  ...Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i)),
  ..."\t\n\réßΩЖ中한٣½€«\u0301\u{1f600}",
]
/** What else a pattern may refuse: a control character, Unicode white space, a line end that Java's dot leaves out. */
const STRANGERS = ["\v", "\u00a0", "\u2028", ...ALPHABET]

// The pumping lemma: what is repeated this often within a match can be repeated at will.
const PUMPED = 500
const SEED = 1

/** The bounds of a length: a string's in code points. */
export type Length = readonly [from: number, to: number]

/**
 * Strings that match the shape's pattern, as near to the wanted length as the pattern lets them come.
 *
 * @throws {Error} for a pattern of a kind that no model had when this was written
 */
export function text(shape: Shape, [from, to]: Length): fc.Arbitrary<string> {
  const { pattern } = shape
  if (pattern === undefined) {
    return fc.string({ unit: fc.constantFrom(...ALPHABET), maxLength: 12 }).map((s) => resize(s, [from, to]))
  }
  return matching(pattern).map((s) => resize(s, [from, to], compilePattern(pattern)))
}

/** Strings of exactly `length` code points, whether or not the pattern allows that length. */
export function textOfLength(shape: Shape, length: number): fc.Arbitrary<string> {
  const near = text(shape, [length, length])
  return hasLength(shape, length)
    ? near.filter((s) => [...s].length === length)
    : near.map((s) => [...s.padEnd(length, "x")].slice(0, length).join(""))
}

/** Whether the shape's pattern matches any string of `length` code points. */
export function hasLength(shape: Shape, length: number): boolean {
  const { pattern } = shape
  if (pattern === undefined) return true
  return remember(lengths, `${length} ${pattern}`, () =>
    sample(text(shape, [length, length])).some((s) => [...s].length === length),
  )
}

/** Strings as long as the shape wants them that its pattern does not match; `undefined` where it matches every string. */
export function mismatching(shape: Shape): fc.Arbitrary<string> | undefined {
  const { pattern, min = 0, max = Infinity } = shape
  if (pattern === undefined) return undefined
  const regExp = compilePattern(pattern)
  const matched = text(shape, [min, max])
  const intruders = remember(strangers, `${min} ${max} ${pattern}`, () =>
    STRANGERS.filter((stranger) =>
      sample(matched).some((s) => [...s, ""].some((_, at) => !regExp.test(replace(s, stranger, at)))),
    ),
  )
  if (intruders.length === 0) return undefined
  return fc
    .tuple(matched, fc.constantFrom(...intruders), fc.nat())
    .map(([s, stranger, at]) => replace(s, stranger, at))
    .filter((s) => !regExp.test(s))
}

function replace(s: string, stranger: string, at: number): string {
  const points = [...s]
  return points.toSpliced(at % (points.length || 1), 1, stranger).join("")
}

/** A few of an arbitrary's values, always the same. */
export function sample<T>(arbitrary: fc.Arbitrary<T>): T[] {
  return fc.sample(arbitrary, { seed: SEED, numRuns: 20 })
}

// What has to be tried out is tried once for every pattern.
const arbitraries = new Map<string, fc.Arbitrary<string>>()
const lengths = new Map<string, boolean>()
const strangers = new Map<string, string[]>()

function remember<T>(known: Map<string, T>, key: string, find: () => T): T {
  const value = known.get(key) ?? find()
  known.set(key, value)
  return value
}

function matching(pattern: string): fc.Arbitrary<string> {
  const whole = compilePattern(pattern)
  return remember(arbitraries, pattern, () =>
    fc.stringMatching(withinAlphabet(whole)).filter((s) => whole.test(s)),
  )
}

/** A regular expression without lookbehind, which fast-check cannot do, each class of which names what it has of the alphabet. */
function withinAlphabet({ source, flags }: RegExp): RegExp {
  const tokens = /\(\?<!(?:\\.|[^)])*\)|\[(?:\\.|[^\]\\])*\]|\\.|\./gs
  const narrowed = source.replace(tokens, (token) => {
    if (token.startsWith("(?<!")) return ""
    if (!token.startsWith("[") && token !== ".") return token
    const one = new RegExp(`^${token}$`, flags)
    const members = ALPHABET.filter((c) => one.test(c))
    return `[${members.join("").replace(/[\\\]^-]/g, "\\$&")}]`
  })
  return new RegExp(narrowed, flags)
}

/** Repeats or drops single characters until the length is within bounds, as far as the text goes on matching. */
function resize(s: string, [from, to]: Length, regExp = /^/): string {
  let points = [...s]
  for (let at = points.length - 1; at >= 0 && points.length > to; at--) {
    const shorter = points.toSpliced(at, 1)
    if (regExp.test(shorter.join(""))) points = shorter
  }
  const missing = from - points.length
  if (missing <= 0) return points.join("")
  for (const [at, point] of (points.length > 0 ? points : ["x"]).entries()) {
    const grown = (by: number) => points.toSpliced(at, 0, point.repeat(by)).join("")
    if (regExp.test(grown(Math.min(missing, PUMPED)))) return grown(missing)
  }
  return s
}
