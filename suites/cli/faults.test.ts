import { afterAll, expect, test } from "vitest"
import { findFaults } from "../../reference/faults/index.ts"
import { newFolder, poolproof, recordIn, serve, tidy, withVerdict } from "./command.test-kit.ts"

afterAll(tidy)

/** Some that do not come in each other's way; `poolproof prove` looks at every one alone. */
const NAMES = ["any-code-confirms", "revoke-token-forgets"]

test("faults turn exactly the requirements red that they name", async () => {
  const { url } = await serve(...NAMES)
  const cwd = newFolder()
  const { code, text } = await poolproof(["run", "reference", "--endpoint", url], { cwd })
  const named = (await findFaults(NAMES)).flatMap(({ breaks }) => breaks)
  expect(withVerdict(recordIn(cwd), "fail", "error").sort()).toEqual(named.sort())
  expect(code, text).toBe(1)
})

test("an unknown fault is wrong usage", async () => {
  const { code, stderr } = await poolproof(["serve", "--port", "0", "--fault", "no-such-fault"])
  expect(code).toBe(2)
  expect(stderr).toContain("no-such-fault")
})

test("a failure is seen again by its token, here and on another endpoint, and not on one that is right", async () => {
  const { url } = await serve("any-code-confirms")
  const cwd = newFolder()
  const failing = "idp.confirm-sign-up/code-mismatch"
  const first = await poolproof(
    ["run", "reference", "--endpoint", url, "--requirement", "idp.confirm-sign-up/*"],
    { cwd },
  )
  expect(first.code, first.text).toBe(1)
  const before = recordIn(cwd)
  const culprit = before.cases.find(({ judgements }) =>
    judgements.some((j) => j.requirement === failing && j.verdict === "fail"),
  )!
  expect(first.stdout).toContain(`poolproof replay ${culprit.replay}`)

  const replays = [
    ["replay", culprit.replay],
    ["replay", culprit.replay, "--target", "reference", "--endpoint", url],
  ]
  for (const args of replays) {
    const again = await poolproof(args, { cwd })
    expect(again.code, again.text).toBe(1)
    const record = recordIn(cwd, ".poolproof/replay")
    expect(record.cases.map(({ id, generated }) => ({ id, generated }))).toEqual([
      { id: culprit.id, generated: culprit.generated },
    ])
    expect(record.requirements.find(({ id }) => id === failing)?.verdict).toBe("fail")
  }
  const right = await poolproof(["replay", culprit.replay, "--target", "reference"], { cwd })
  expect(right.code, right.text).toBe(0)
})
