import { homedir } from "node:os"
import { expect } from "vitest"
import { newFolder, poolproof } from "../cli/command.test-kit.ts"

/** A run takes ten to twenty seconds on an idle machine; a backstop for others. */
export const RUN = 240_000

/** A shipped target conforms to its known deviations, and without them fails a requirement that it is known to miss. */
export async function expectStrict(target: string, missed: string): Promise<void> {
  // The user's own cache folder has what the target is installed in.
  const run = (...args: string[]) =>
    poolproof(["run", target, ...args], { cwd: newFolder(), env: { HOME: homedir() } })
  const expected = await run()
  expect(expected.code, expected.text).toBe(0)
  const bare = await run("--no-expectations", "--requirement", missed)
  expect(bare.code, bare.text).toBe(1)
}
