import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import {
  CognitoIdentityProviderClient,
  ListUserPoolsCommand,
} from "@aws-sdk/client-cognito-identity-provider"
import { type RunRecord, runRecordSchema } from "../../src/verdict/record.ts"

const BIN = join(import.meta.dirname, "../../bin/poolproof.js")

/** A command that has ended. */
export interface Ended {
  code: number | null
  stdout: string
  stderr: string
  /** stdout and stderr, for what may stand in either. */
  text: string
  ms: number
}

/** The command line under way, in a process of its own. */
export class Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  stdout = ""
  stderr = ""
  readonly #watchers = new Set<() => void>()

  constructor(args: readonly string[], cwd: string, env: Record<string, string>) {
    const start = performance.now()
    this.child = spawn(process.execPath, [BIN, ...args], {
      cwd,
      env: { PATH: process.env.PATH, HOME: cwd, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    })
    for (const stream of ["stdout", "stderr"] as const)
      this.child[stream]!.setEncoding("utf8").on("data", (text: string) => {
        this[stream] += text
        for (const look of this.#watchers) look()
      })
    this.ended = once(this.child, "close").then(([code]) => ({
      code: code as number | null,
      stdout: this.stdout,
      stderr: this.stderr,
      text: this.stdout + this.stderr,
      ms: performance.now() - start,
    }))
  }

  /** The first match in its output; rejects when it ends without. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    const { promise, resolve, reject } = Promise.withResolvers<RegExpExecArray>()
    const look = () => {
      const match = pattern.exec(this.stdout) ?? pattern.exec(this.stderr)
      if (match) resolve(match)
    }
    this.#watchers.add(look)
    look()
    void this.ended.then(({ text }) => reject(new Error(`it ended without ${pattern}:\n${text}`)))
    return promise.finally(() => this.#watchers.delete(look))
  }
}

const leftOvers: (() => unknown)[] = []

/** Something to do when a file's tests are over; not when one is, because they run at the same time. */
export function later(what: () => unknown): void {
  leftOvers.push(what)
}

/** Does what was left for later: to be called by `afterAll`. */
export async function tidy(): Promise<void> {
  for (let next = leftOvers.pop(); next; next = leftOvers.pop()) await next()
}

/** A folder of its own, until `tidy`. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "poolproof-cli-"))
  later(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}

export interface CommandOptions {
  cwd?: string
  env?: Record<string, string>
}

/** Starts `poolproof ARGS`. It does not outlive `tidy`. */
export function start(
  args: readonly string[],
  { cwd = newFolder(), env = {} }: CommandOptions = {},
): Running {
  const running = new Running(args, cwd, env)
  later(() => running.child.kill("SIGKILL"))
  return running
}

/** `poolproof ARGS` to its end. */
export function poolproof(args: readonly string[], options: CommandOptions = {}): Promise<Ended> {
  return start(args, options).ended
}

/** The record that a run left in its working folder, held against its schema. */
export function recordIn(cwd: string, out = ".poolproof/run"): RunRecord {
  return runRecordSchema.strict().parse(JSON.parse(readFileSync(join(cwd, out, "run.json"), "utf8")))
}

/** Whether there is a record. */
export function hasRecord(cwd: string): boolean {
  return existsSync(join(cwd, ".poolproof/run/run.json"))
}

/** Ids of the requirements with one of these verdicts. */
export function withVerdict({ requirements }: RunRecord, ...verdicts: string[]): string[] {
  return requirements.filter(({ verdict }) => verdicts.includes(verdict)).map(({ id }) => id)
}

/** The reference endpoint in a process of its own, with faults, until `tidy`. */
export async function serve(...faults: string[]): Promise<{ url: string; pid: number }> {
  const args = ["serve", "--port", "0", ...faults.flatMap((name) => ["--fault", name])]
  const running = new Running(args, newFolder(), {})
  later(async () => {
    running.child.kill("SIGTERM")
    await running.ended
  })
  const [line] = await running.says(/^\{.*\}$/m)
  const { endpoint, pid } = JSON.parse(line) as { endpoint: string; pid: number }
  return { url: endpoint, pid }
}

/** A client of AWS's SDK for an endpoint, with the key that the reference knows. */
export function sdk(endpoint: string): CognitoIdentityProviderClient {
  const credentials = {
    accessKeyId: "AKIAIOSFODNN7EXAMPLE",
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  }
  const client = new CognitoIdentityProviderClient({ endpoint, region: "us-east-1", credentials })
  later(() => client.destroy())
  return client
}

/** Names of every user pool of an endpoint. */
export async function poolNames(url: string): Promise<string[]> {
  const { UserPools } = await sdk(url).send(new ListUserPoolsCommand({ MaxResults: 60 }))
  return UserPools!.map(({ Name }) => Name!)
}
