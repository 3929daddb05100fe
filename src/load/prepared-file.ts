import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"

/** What was prepared so far, for a later run to go on from. */
export interface PreparedFile {
  endpoint: string
  userPoolId: string
  clientId: string
  identityPoolId?: string
  loginProvider?: string
  seed: number
  /** Users 0 to `users`-1 exist. */
  users: number
  /** Base32 secrets of the users with TOTP, by the index of the user. */
  totp: Record<number, string>
}

/** Reads what an earlier run kept; undefined when there is nothing. */
export function readPrepared(path: string): PreparedFile | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as PreparedFile
  } catch {
    return undefined
  }
}

/** Written aside and moved into place: an interruption leaves the former one. Only its owner may read it. */
export function writePrepared(path: string, prepared: PreparedFile): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.new`, JSON.stringify(prepared), { mode: 0o600 })
  renameSync(`${path}.new`, path)
}
