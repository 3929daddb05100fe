import { execFile } from "node:child_process"
import { existsSync, mkdirSync, readFileSync } from "node:fs"
import { delimiter, join } from "node:path"
import { promisify } from "node:util"
import { PoolproofError } from "../scenario/problem.ts"
import { cacheFolder } from "../target/cache-folder.ts"

const run = promisify(execFile)
const OLDEST = [2, 2] as const

/** A k6 that can be used. */
export interface K6 {
  path: string
  version: string
}

/** k6 2.2 or newer: in K6_BIN, on PATH, or built by `buildK6`. Undefined when there is none; what was looked at says why. */
export async function findK6(looked: string[] = []): Promise<K6 | undefined> {
  const { K6_BIN, PATH = "" } = process.env
  const onPath = PATH.split(delimiter).map((folder) => join(folder, "k6"))
  for (const path of [...(K6_BIN ? [K6_BIN] : onPath), builtK6()]) {
    if (!existsSync(path)) {
      if (path === K6_BIN) looked.push(`K6_BIN names ${path}, which does not exist`)
      continue
    }
    const version = await versionOf(path)
    if (version !== undefined && isNewEnough(version)) return { path, version }
    looked.push(version === undefined ? `${path} does not say its version` : `${path} is version ${version}`)
  }
  return undefined
}

/** @throws PoolproofError (exit 3) that says how to get one */
export async function requireK6(): Promise<K6> {
  const looked: string[] = []
  const k6 = await findK6(looked)
  if (k6) return k6
  const seen = looked.map((line) => `\n  ${line}`).join("")
  throw new PoolproofError(
    `there is no k6 ${OLDEST.join(".")} or newer.${seen}\nBuild it once with \`npm run setup:k6\` (needs Go), or install it (https://grafana.com/docs/k6/latest/set-up/install-k6/) and put it on PATH or in K6_BIN.`,
    3,
  )
}

/**
 * Builds k6 from the pinned module in `folder` (load/k6), with Go 1.25 or newer. 75 s on two cores, once.
 * @throws PoolproofError (exit 3) when Go is not there or fails
 */
export async function buildK6(folder: string, env: NodeJS.ProcessEnv = process.env): Promise<K6> {
  const path = builtK6()
  mkdirSync(join(path, ".."), { recursive: true })
  const options = {
    cwd: folder,
    env: { CGO_ENABLED: "0", GOFLAGS: "-buildvcs=false", ...env },
    maxBuffer: 1 << 24,
  }
  try {
    await run("go", ["version"], options)
  } catch {
    throw new PoolproofError(
      "k6 is built with Go 1.25 or newer, and there is no `go` on PATH: https://go.dev/dl/",
      3,
    )
  }
  try {
    await run("go", ["build", "-trimpath", "-o", path, "go.k6.io/k6/v2"], options)
  } catch (error) {
    throw new PoolproofError(
      `go build failed in ${folder}:\n${(error as { stderr?: string }).stderr ?? error}`,
      3,
    )
  }
  const version = await versionOf(path)
  if (version === undefined) throw new PoolproofError(`${path} was built and does not run`, 3)
  return { path, version }
}

/** Where a built k6 lies: in the user's cache, never in the package, because it may not be shipped (AGPL). */
export function builtK6(): string {
  return join(cacheFolder(), "k6", process.platform === "win32" ? "k6.exe" : "k6")
}

/** The version of k6 that load/k6/go.mod pins. */
export function pinnedVersion(folder: string): string {
  return /go\.k6\.io\/k6\/v2 v(\S+)/.exec(readFileSync(join(folder, "go.mod"), "utf8"))?.[1] ?? "2.2.0"
}

async function versionOf(path: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(path, ["version"], { timeout: 20_000 })
    return /k6(?:\.exe)? v(\d+\.\d+\.\d+\S*)/.exec(stdout)?.[1]
  } catch {
    return undefined
  }
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number)
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])
}
