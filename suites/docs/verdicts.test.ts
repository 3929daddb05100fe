import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { newFolder, poolproof, recordIn, serve, tidy } from "../cli/command.test-kit.ts"
import { documentOf } from "./documents.ts"
import { fileOf, snippetsOf } from "./snippets.ts"

afterAll(tidy)

/** The verdicts on the two requirements of the first scenario of docs/writing-scenarios.md. */
async function verdicts(target: string, endpoint: string): Promise<Record<string, string>> {
  const cwd = newFolder()
  mkdirSync(join(cwd, "mine"))
  for (const snippet of snippetsOf("docs/writing-scenarios.md").filter((s) =>
    /^mine\/[\w-]+\.yaml$/.test(fileOf(s) ?? ""),
  ))
    writeFileSync(join(cwd, fileOf(snippet)!), documentOf(snippet).text)
  await poolproof(
    ["run", target, "--endpoint", endpoint, "--scenarios", "./mine", "--scenario", "my.wrong-code"],
    { cwd },
  )
  const rows = recordIn(cwd).requirements.filter(({ id }) => id.startsWith("my."))
  return Object.fromEntries(rows.map(({ id, verdict }) => [id.split("/")[1], verdict]))
}

test("the table of verdicts in docs/writing-scenarios.md is true", async () => {
  const [right, faulty] = await Promise.all([serve(), serve("any-code-confirms")])
  expect(await verdicts("reference", right.url)).toEqual({ "wrong-code": "pass", "second-try": "pass" })
  expect(await verdicts("reference", faulty.url)).toEqual({ "wrong-code": "fail", "second-try": "blocked" })
  expect(await verdicts("endpoint", right.url)).toEqual({
    "wrong-code": "unsupported",
    "second-try": "unsupported",
  })
})
