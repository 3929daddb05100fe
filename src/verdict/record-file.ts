import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as z from "zod"
import { PoolproofError } from "../scenario/problem.ts"
import { type RunRecord, runRecordSchema } from "./record.ts"

/** Writes `run.json` into a folder; returns its path. @throws PoolproofError (exit 4): a run without its record was none */
export function writeRecord(dir: string, record: RunRecord): string {
  return writeArtefact(dir, "run.json", `${JSON.stringify(record, null, 1)}\n`)
}

/** Writes a file of a run, whole or not at all; returns its path. @throws PoolproofError (exit 4) when it cannot be written */
export function writeArtefact(dir: string, name: string, text: string): string {
  const path = join(dir, name)
  const draft = join(dir, `.${name}.${process.pid}`)
  try {
    mkdirSync(dir, { recursive: true })
    writeFileSync(draft, text)
    renameSync(draft, path)
  } catch (error) {
    throw new PoolproofError(`${path} cannot be written: ${(error as Error).message}`, 4)
  }
  return path
}

/** Reads a run record. @throws PoolproofError (exit 2) when there is none, or it is not of `poolproof.run/1` */
export function readRecord(path: string): RunRecord {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, "utf8"))
  } catch (error) {
    throw new PoolproofError(`${path} cannot be read as a run record: ${(error as Error).message}`, 2)
  }
  const parsed = runRecordSchema.safeParse(value)
  if (!parsed.success)
    throw new PoolproofError(`${path} is no run record:\n${z.prettifyError(parsed.error)}`, 2)
  return parsed.data
}
