import { afterAll, expect, test } from "vitest"
import { faults } from "../../reference/faults/index.ts"
import { newFolder, poolproof, recordIn, serve, tidy } from "./command.test-kit.ts"

afterAll(tidy)

test.for(faults.map(({ name, breaks }) => [name, breaks] as const))(
  "%s turns exactly %j red",
  async ([name, breaks]) => {
    const { url } = await serve(name)
    const cwd = newFolder()
    const { code, text } = await poolproof(["run", "reference", "--endpoint", url], { cwd })
    const { requirements } = recordIn(cwd)
    const red = requirements
      .filter(({ standing }) => standing === "unexpected")
      .map(({ id, verdict }) => `${verdict} ${id}`)
    expect(red.sort()).toEqual(breaks.map((id) => `fail ${id}`).sort())
    expect(code, text).toBe(1)
  },
)

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
