import { execFile } from "node:child_process"
import { createHash, randomUUID } from "node:crypto"
import { existsSync } from "node:fs"
import { mkdir, rm, symlink } from "node:fs/promises"
import { join, resolve } from "node:path"
import { promisify } from "node:util"
import { PoolproofError } from "../scenario/problem.ts"
import { cacheFolder } from "./cache-folder.ts"

const execute = promisify(execFile)

/** A program of packages of PyPI. */
export interface PypiProgram {
  /** Exact requirements, like `moto[server]==5.2.5`. */
  requirements: readonly string[]
  /** A console script of one of them. */
  run: string
}

/**
 * The command that runs a program of PyPI packages, from a virtual environment in the user's cache folder. It is made
 * once for a list of requirements and a Python, which takes as long as pip takes; stderr says so.
 * @throws PoolproofError (exit 3) with pip's last lines when it cannot be made
 */
export async function pypiCommand(program: PypiProgram, signal: AbortSignal): Promise<string[]> {
  const { requirements, run } = program
  const { version, identity } = await python(signal)
  const key = createHash("sha256")
    .update(JSON.stringify([identity, requirements]))
    .digest("hex")
    .slice(0, 16)
  const folder = resolve(cacheFolder(), "pypi")
  const environment = join(folder, key)
  if (!existsSync(environment)) {
    process.stderr.write(`installing ${shown(requirements)} for Python ${version}, once, in ${environment}\n`)
    await mkdir(folder, { recursive: true })
    await install(requirements, environment, signal)
  }
  const script = join(environment, "bin", run)
  if (!existsSync(script))
    throw new PoolproofError(`${shown(requirements)} has no program ${run} in ${join(environment, "bin")}`, 3)
  return [script]
}

/**
 * Scripts of a virtual environment name its folder, so it is built where it stays and published by a link once it is
 * whole: whoever builds the same at the same time finds the link there and takes it.
 */
async function install(requirements: readonly string[], link: string, signal: AbortSignal): Promise<void> {
  const folder = `${link}-${randomUUID().slice(0, 8)}`
  try {
    await attempt("python3", ["-m", "venv", folder], signal, NO_VENV)
    const options = ["--no-input", "--progress-bar", "off", "--disable-pip-version-check"]
    const pip = ["-m", "pip", "install", ...options, ...requirements]
    await attempt(join(folder, "bin", "python"), pip, signal, NO_PIP)
    await symlink(folder, link)
  } catch (error) {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error
  }
}

const NO_PYTHON =
  "it is a Python program, and there is no `python3` on PATH that works: install Python, or start the target yourself and give --endpoint URL"
const NO_VENV =
  "python3 cannot make virtual environments; on Debian and Ubuntu `apt install python3-venv` mends that. Or start the target yourself and give --endpoint URL"
const NO_PIP =
  "pip could not install it; behind a proxy or mirror set HTTPS_PROXY or PIP_INDEX_URL. Or start the target yourself and give --endpoint URL"

/** What `python3` is: another one, or another version of it, needs an environment of its own. */
async function python(signal: AbortSignal): Promise<{ version: string; identity: string }> {
  const code = "import platform, sys; print(platform.python_version(), sys.executable)"
  const identity = (await attempt("python3", ["-c", code], signal, NO_PYTHON)).trim()
  return { version: identity.split(" ")[0]!, identity }
}

/** Its stdout. @throws PoolproofError (exit 3) with its last lines, and what to do */
async function attempt(
  program: string,
  args: string[],
  signal: AbortSignal,
  advice: string,
): Promise<string> {
  try {
    return (await execute(program, args, { signal, maxBuffer: 1 << 26 })).stdout
  } catch (error) {
    signal.throwIfAborted()
    const { stdout = "", stderr = "", message } = error as Error & { stdout?: string; stderr?: string }
    const lines = `${stdout}\n${stderr}`.split("\n").filter((line) => line.trim() !== "")
    const says = (lines.length > 0 ? lines : [message]).slice(-10).map((line) => `\n    ${line}`)
    throw new PoolproofError(`${advice}${says.join("")}`, 3)
  }
}

function shown([first, ...others]: readonly string[]): string {
  return others.length > 0 ? `${first} and ${others.length} more` : first!
}
