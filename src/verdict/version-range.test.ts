import { expect, test } from "vitest"
import { inVersionRange, isVersionRange } from "./version-range.ts"

test.each([
  ["1.4.2", "<1.5", true],
  ["1.5.0", "<1.5", false],
  ["1.5.0", "<=1.5", true],
  ["1.5.1", "<=1.5", false],
  ["1.10.0", ">1.9", true],
  ["v1.4.2", ">=1.2 <1.5", true],
  ["1.1.9", ">= 1.2 < 1.5", false],
  ["1.4.2", "=1.4", true],
  ["1.4.2", "1.4.2", true],
  ["1.4.2", "1.4.1", false],
  ["2", "2.0.0", true],
  ["1.5.0-rc.2", "<1.5.0", true],
  ["1.5.0-rc.10", ">1.5.0-rc.2", true],
  ["1.5.0+build", "=1.5.0", true],
  ["nightly", "<99", false],
])("%s in %s: %s", (version, range, expected) => expect(inVersionRange(version, range)).toBe(expected))

test.each([
  ["<1.5", true],
  [">=1.2.3 <2", true],
  ["", false],
  ["~1.2", false],
  ["1.x", false],
  ["<", false],
])("%j is a range: %s", (text, expected) => expect(isVersionRange(text)).toBe(expected))
