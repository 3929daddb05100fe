import { readFileSync } from "node:fs"
import { afterAll, expect, test } from "vitest"
import { newFolder, poolproof, tidy } from "../cli/command.test-kit.ts"
import { snippetsOf } from "./snippets.ts"

afterAll(tidy)

test("the table of commands is that of poolproof --help", async () => {
  const { stdout } = await poolproof(["--help"])
  const commands = [...stdout.matchAll(/^ {2}([a-z]+) .*(?:\[|<| {2})/gm)].map(([, name]) => name)
  const section = readFileSync("README.md", "utf8")
    .split(/^## /m)
    .find((part) => part.startsWith("Commands"))!
  const rows = [...section.matchAll(/^\| `([a-z]+)/gm)].map(([, name]) => name)
  expect(new Set(rows)).toEqual(new Set(commands.filter((name) => name !== "help")))
})

test("the failure of cognito-local is as it is printed", async () => {
  const shown = snippetsOf("README.md").find(({ remarks }) => remarks.has("printed by"))!
  const args = [...shown.remarks.get("printed by")!.split(" "), "--out", newFolder()]
  const { stdout } = await poolproof(args, { cwd: process.cwd() })
  const [printed = ""] = /^FAIL.*?(?=\n\n|\n {4}its log)/ms.exec(stdout) ?? []
  expect(stable(printed)).toBe(stable(shown.text))
})

/** Without what differs from run to run: ports, what the server makes up, and the time. */
function stable(text: string): string {
  return text
    .replaceAll(/127\.0\.0\.1:\d+/g, "127.0.0.1:PORT")
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "SUB")
    .replaceAll(/local_\w+/g, "POOL")
    .replaceAll(/Date":\d+/g, 'Date":0')
    .trim()
}
