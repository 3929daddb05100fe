import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Command } from "commander"
import { PoolproofError } from "../scenario/problem.ts"
import { loadTarget } from "../target/load.ts"
import type { TargetProfile } from "../target/profile.ts"
import type { RunRecord } from "../verdict/record.ts"
import { readRecord } from "../verdict/record-file.ts"
import { updateExpectations as update } from "../verdict/update-expectations.ts"
import { expectationsFile } from "./find-target.ts"
import { STATE_FOLDER } from "./session.ts"

/** `poolproof expect`: what a run found that its target's expectations do not say; with `--update`, said there. */
export function expectCommand(): Command {
  return new Command("expect")
    .description(
      "compare a run with its target's expectations; --update makes the smallest edit that makes them agree",
    )
    .argument("[record]", "a run record", join(STATE_FOLDER, "run", "run.json"))
    .option("--update", "edit the expectations file")
    .action((path: string, { update: write }: { update?: boolean }) => {
      const record = readRecord(path)
      const profile = loadTarget(record.target.file)
      if (write) return updateExpectations(profile, record)
      const { added, changed, removed } = update(currentText(profile), record)
      for (const id of added) console.log(`missing  ${id}`)
      for (const id of changed) console.log(`too wide ${id}`)
      for (const id of removed) console.log(`stale    ${id}`)
      if (added.length + changed.length + removed.length > 0)
        throw new PoolproofError(
          `${expectationsFile(profile)} does not say what the run found; --update edits it`,
          added.length > 0 ? 1 : 5,
        )
    })
}

/** Edits a target's expectations so that they say what a run found, and tells what it did. */
export function updateExpectations(profile: TargetProfile, record: RunRecord): void {
  const file = expectationsFile(profile)
  const { text, added, changed, removed } = update(currentText(profile), record)
  writeFileSync(file, text)
  console.error(
    `${file}: ${added.length} added, ${changed.length} narrowed, ${removed.length} removed; put the reasons into words`,
  )
}

function currentText(profile: TargetProfile): string | undefined {
  const file = expectationsFile(profile)
  return existsSync(file) ? readFileSync(file, "utf8") : undefined
}
