import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import { Command } from "commander"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { parse } from "yaml"
import { lint } from "../../src/scenario/lint/index.ts"
import { formatProblem } from "../../src/scenario/problem.ts"
import { addDocument, loadSuite } from "../../src/scenario/suite.ts"
import { parseTarget } from "../../src/target/profile.ts"
import { parseExpectations } from "../../src/verdict/expectations.ts"
import { newFolder, poolproof, recordIn, serve, tidy } from "../cli/command.test-kit.ts"
import { type Document, documentOf, REGISTER } from "./documents.ts"
import { commandsOf, type Snippet, snippetsOf } from "./snippets.ts"

/** docs/lint.md shows what is wrong, piece by piece: suites/lint holds it against the rules. */
const PAGES = [...globSync("*.md"), ...globSync("docs/*.md")].filter((page) => page !== "docs/lint.md").sort()
const at = ({ page, line }: Snippet) => `${page}:${line}`

/** What poolproof's own name stands for in the commands of the pages. */
const ANY_ENDPOINT = /http:\/\/(?:localhost|127\.0\.0\.1):9229/g

let endpoint: string
beforeAll(async () => {
  endpoint = (await serve()).url
})
afterAll(tidy)

describe.each(PAGES)("%s", (page) => {
  const snippets = snippetsOf(page)
  const ours = snippets.filter(({ language, remarks }) => language === "yaml" && !remarks.has("not ours"))
  const documents = ours.map(documentOf)
  const wrong = documents.filter(({ snippet }) => snippet.remarks.has("lint"))
  const right = documents.filter((document) => !wrong.includes(document))
  const folder = newFolder()

  beforeAll(() => {
    for (const { file, text } of [{ file: "mine/docs.yaml", text: REGISTER }, ...right]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    }
  })

  test("documents of the language are free of problems", () => {
    const suite = loadSuite(["scenarios", join(folder, "mine")])
    const problems = [...suite.problems, ...lint(suite)].filter(({ severity }) => severity === "error")
    expect(problems.map(formatProblem)).toEqual([])
  })

  test("target and expectation files are valid", () => {
    const problems = right.flatMap(({ kind, file, text }) =>
      kind === "Target"
        ? parseTarget(file, text).problems
        : kind === "Expectations"
          ? parseExpectations(file, text).problems
          : [],
    )
    expect(problems.map(formatProblem)).toEqual([])
  })

  test.each(wrong)("what is said to be wrong with $file is wrong with it", ({ file, text, snippet }) => {
    const suite = loadSuite(["scenarios", join(folder, "mine")])
    addDocument(suite, file, text)
    const rules = [...suite.problems, ...lint(suite)]
      .filter((problem) => problem.file === file)
      .map(({ rule }) => rule)
    expect(new Set(rules)).toEqual(new Set([snippet.remarks.get("lint")]))
  })

  test("scenarios hold on the reference", async () => {
    const scenarios = right.filter(({ kind }) => kind === "Scenario")
    if (scenarios.length === 0) return
    const { code, text } = await runAll(folder, scenarios)
    expect(code, text).toBe(0)
    const { cases } = recordIn(folder)
    expect(
      cases
        .filter(({ verdict }) => verdict !== "pass")
        .map(({ id, verdict, reason }) => ({ id, verdict, reason })),
    ).toEqual([])
    expect(new Set(cases.map(({ scenario }) => scenario))).toEqual(new Set(scenarios.map(({ id }) => id)))
  })

  test("what is not ours is YAML and JSON all the same", () => {
    for (const { language, text } of snippets) {
      if (language === "yaml") parse(text)
      if (language === "json") JSON.parse(text)
    }
  })

  const commands = snippets
    .filter(({ language }) => language === "sh")
    .flatMap((snippet) =>
      commandsOf(snippet).map((command) => ({
        ...command,
        snippet,
        place: `${at(snippet)} poolproof ${command.args.join(" ")}`,
      })),
    )
  test.for(commands.map(({ place, args }) => [place, args] as const))("%s", async ([, args]) => {
    const program = await commandLine()
    await program.parseAsync(args, { from: "user" })
  })

  const run = commands.filter(({ snippet }) => !snippet.remarks.has("parsed only"))
  test.for(run.map((command) => [command.place, command] as const))(
    "%s ends as it is said to",
    async ([, { args, exit }]) => {
      const here = args.map((arg) => arg.replaceAll(ANY_ENDPOINT, endpoint))
      const { code, text } = await poolproof(here, { cwd: folder })
      expect(code, text).toBe(exit)
    },
  )
})

function runAll(cwd: string, scenarios: readonly Document[]) {
  const ids = scenarios.flatMap(({ id }) => ["--scenario", id])
  return poolproof(
    ["run", "reference", "--endpoint", endpoint, "--scenarios", "./mine", "--no-expectations", ...ids],
    { cwd },
  )
}

/** The real command line, whose commands do nothing. */
async function commandLine(): Promise<Command> {
  const program = new Command("poolproof").exitOverride().configureOutput({ writeErr: () => {} })
  for (const [, file, name] of readFileSync("src/cli/main.ts", "utf8").matchAll(
    /await import\("\.\/(.+)"\)\)\.(\w+Command)\b/g,
  )) {
    const module = (await import(resolve("src/cli", file!))) as Record<
      string,
      (signal: AbortSignal) => Command
    >
    program.addCommand(
      module[name!]!(new AbortController().signal)
        .exitOverride()
        .action(() => {}),
    )
  }
  return program
}
