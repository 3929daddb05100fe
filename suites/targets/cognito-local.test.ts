import { afterAll, expect, test } from "vitest"
import { newFolder, poolproof, tidy } from "../cli/command.test-kit.ts"

afterAll(tidy)

/** A run takes some ten seconds on an idle machine. */
const RUN = 240_000
const run = (...args: string[]) => poolproof(["run", "cognito-local", ...args], { cwd: newFolder() })

test(
  "with its known deviations it conforms, and without them it does not",
  async () => {
    const expected = await run()
    expect(expected.code, expected.text).toBe(0)
    const bare = await run("--no-expectations", "--requirement", "tokens.forged/alg-none")
    expect(bare.code, bare.text).toBe(1)
  },
  RUN,
)
