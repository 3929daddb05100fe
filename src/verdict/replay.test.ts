import { execFileSync } from "node:child_process"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { PoolproofError } from "../scenario/problem.ts"
import { parseReplayToken, type Replay, replayToken } from "./replay.ts"

const word = fc.stringMatching(/^[a-z0-9]+$/)
const joined = (separators: string) =>
  fc
    .tuple(word, fc.array(fc.tuple(fc.constantFrom(...separators), word), { maxLength: 4 }))
    .map(([first, rest]) => first + rest.map((r) => r.join("")).join(""))
const replay: fc.Arbitrary<Replay> = fc.record(
  {
    seed: fc.maxSafeInteger(),
    scenario: joined("./-"),
    row: joined("-"),
    path: fc.stringMatching(/^[A-Za-z0-9+/:.,_-]+$/),
  },
  { requiredKeys: ["seed", "scenario"] },
)

describe("replay tokens", () => {
  test.each<[string, Replay]>([
    ["idp.sign-up/wrong-code:42", { seed: 42, scenario: "idp.sign-up/wrong-code" }],
    ["idp.sign-up.wrong-code:-7:too-long", { seed: -7, scenario: "idp.sign-up.wrong-code", row: "too-long" }],
    ["generated/idp.SignUp:42", { seed: 42, scenario: "generated/idp.SignUp" }],
    ["groups:42::3:1:0", { seed: 42, scenario: "groups", path: "3:1:0" }],
    ["groups:42:row:BBC:B/+a", { seed: 42, scenario: "groups", row: "row", path: "BBC:B/+a" }],
  ])("%s", (token, parts) => {
    expect(replayToken(parts)).toBe(token)
    expect(parseReplayToken(token)).toEqual(parts)
  })

  test("what is written is read back", () => {
    fc.assert(
      fc.property(replay, (parts) => {
        expect(parseReplayToken(replayToken(parts))).toEqual(parts)
      }),
    )
  })

  test("a shell passes tokens on as they are", () => {
    const tokens = fc.sample(replay, { numRuns: 100, seed: 1 }).map(replayToken)
    expect(
      execFileSync("sh", ["-c", `printf '%s\\n' ${tokens.join(" ")}`], { encoding: "utf8" })
        .trimEnd()
        .split("\n"),
    ).toEqual(tokens)
  })

  test.each([
    ["", "it is `SCENARIO:SEED`"],
    ["idp.sign-up", "it is `SCENARIO:SEED`"],
    ["idp.sign-up:x", "the seed `x` is not a whole number"],
    ["idp.sign-up:99999999999999999999", "is not a whole number"],
    ["Idp:1", "`Idp` cannot be a scenario's id"],
    ["a:1:Row", "`Row` cannot be the name of a row"],
    ["a:1::", "its path is empty"],
    ["a:1:r:x y", "characters that no path has"],
  ])("%j is refused: %s", (text, says) => {
    expect(() => parseReplayToken(text)).toThrow(PoolproofError)
    expect(() => parseReplayToken(text)).toThrow(says)
  })

  test("a part that no token can carry is refused when it is made", () => {
    expect(() => replayToken({ seed: 1.5, scenario: "a" })).toThrow(RangeError)
    expect(() => replayToken({ seed: 1, scenario: "a", row: "b c" })).toThrow(RangeError)
    expect(() => replayToken({ seed: 1, scenario: "a", path: "$(rm)" })).toThrow(RangeError)
  })
})
