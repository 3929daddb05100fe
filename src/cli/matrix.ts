import { existsSync, statSync } from "node:fs"
import { join, relative, resolve } from "node:path"
import { Command } from "commander"
import type { Link } from "../../reports/matrix.ts"
import { matrixHtml } from "../../reports/matrix-html.ts"
import { matrixMarkdown } from "../../reports/matrix-markdown.ts"
import { PoolproofError } from "../scenario/problem.ts"
import type { RunRecord } from "../verdict/record.ts"
import { readRecord, writeArtefact } from "../verdict/record-file.ts"

/** `poolproof matrix`: runs of several targets as one page of Markdown and one of HTML. */
export function matrixCommand(): Command {
  return new Command("matrix")
    .description("put runs of several targets side by side: targets × areas × requirements")
    .argument("<runs...>", "run records, or folders that hold a run.json each; one a target")
    .option("--out <folder>", "where matrix.md and matrix.html go", "docs")
    .action((paths: string[], { out }: { out: string }) => {
      const records = readAll(paths)
      for (const [name, render] of [
        ["matrix.md", matrixMarkdown],
        ["matrix.html", matrixHtml],
      ] as const)
        console.log(writeArtefact(out, name, render(records, linkFrom(out))))
    })
}

/** @throws PoolproofError (exit 2) when one cannot be read, or a target has two */
function readAll(paths: readonly string[]): RunRecord[] {
  const files = new Map<string, string>()
  return paths.map((path) => {
    const file = statSync(path, { throwIfNoEntry: false })?.isDirectory() ? join(path, "run.json") : path
    const record = readRecord(file)
    const { name } = record.target
    const other = files.get(name)
    if (other !== undefined)
      throw new PoolproofError(`${other} and ${file} are both of ${name}; a matrix has one run a target`, 2)
    files.set(name, file)
    return record
  })
}

/** Links to what is there, seen from a folder. */
function linkFrom(out: string): Link {
  return (file) => (existsSync(file) ? relative(resolve(out), resolve(file)) : undefined)
}
