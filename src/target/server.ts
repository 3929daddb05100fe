import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { dirname, extname, join, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { parseDuration } from "../scenario/duration.ts"
import { PoolproofError } from "../scenario/problem.ts"
import type { HttpClient } from "../wire/http.ts"
import { addressesOf, portOf, withoutSlash } from "./addresses.ts"
import { npxCommand } from "./npx.ts"
import { TargetProcess } from "./process.ts"
import type { Start, TargetProfile } from "./profile.ts"
import { pypiCommand } from "./pypi.ts"
import { announcedBy, untilHealthy, untilSpeaking } from "./ready.ts"
import type { Secrets } from "./secrets.ts"
import type { LogLine } from "./target.ts"
import { fill, type Values } from "./template.ts"

/** Where the code is: the checkout, or `dist` of the installed package; and what its files end in there. */
const CODE = {
  folder: fileURLToPath(new URL("../..", import.meta.url)),
  extension: extname(import.meta.filename).slice(1),
}

export interface ServerOptions {
  profile: TargetProfile
  start: Start
  secrets: Secrets
  client: HttpClient
  runId: string
  region: string
  accountId: string
  /** Empty where the suite plays no functions in this run. */
  lambdaEndpoint: string
  signal: AbortSignal
  onLine: (line: LogLine) => void
  /** Called with each process that is started, before it is ready. */
  onProcess: (started: TargetProcess, cwd: string | undefined) => void
}

/** The target's own process, which can be started again on the same port with the same files. */
export class TargetServer {
  readonly #options: ServerOptions
  readonly #values: Record<string, string | undefined>
  readonly #temp: string | undefined
  #process!: TargetProcess
  #endpoint!: string

  /** Resolves when it is ready. @throws PoolproofError (exit 3) with its last lines when it ends before, or takes too long. */
  static async start(options: ServerOptions): Promise<TargetServer> {
    const { start, profile } = options
    const inTemp = (start.cwd ?? "temp") === "temp"
    const temp = inTemp ? await mkdtemp(join(tmpdir(), `poolproof-${profile.name}-`)) : undefined
    const server = new TargetServer(options, temp, temp ?? resolve(dirname(profile.file), start.cwd!))
    try {
      await server.#begin()
      return server
    } catch (error) {
      await server.stop()
      throw error
    }
  }

  private constructor(options: ServerOptions, temp: string | undefined, cwd: string) {
    this.#options = options
    this.#temp = temp
    this.#values = {
      region: options.region,
      accountId: options.accountId,
      node: process.execPath,
      package: CODE.folder.replace(/\/$/, ""),
      ext: CODE.extension,
      cwd,
      runId: options.runId,
      "lambda.endpoint": options.lambdaEndpoint,
    }
  }

  /** The base URL that it serves. */
  get endpoint(): string {
    return this.#endpoint
  }

  get process(): TargetProcess {
    return this.#process
  }

  /** What `${…}` stands for in this server's own files: its folder, its ports. */
  get values(): Values {
    return this.#values
  }

  /** Stops it, lets `between` change something, and starts it on the same port with more environment. */
  async restart(env: Record<string, string>, between: () => Promise<void>): Promise<void> {
    const before = this.#endpoint
    await this.#end()
    await between()
    await this.#launch(env)
    if (this.#endpoint !== before)
      throw new PoolproofError(
        `${this.#options.profile.name} came back at ${this.#endpoint}, not at ${before}`,
        3,
      )
  }

  async stop(): Promise<void> {
    await this.#end()
    if (this.#temp) await rm(this.#temp, { recursive: true, force: true, maxRetries: 3 })
  }

  async #end(): Promise<void> {
    const { stop } = this.#options.start
    await this.#process?.stop(stop?.signal, stop?.within ? parseDuration(stop.within) : undefined)
  }

  /** A port that was free a moment ago may be taken by now: then another one. */
  async #begin(): Promise<void> {
    const { start } = this.#options
    const texts = JSON.stringify([start, this.#options.profile.endpoint])
    const ports = [...new Set([...texts.matchAll(/\$\{(port(?:\.\w+)?)\}/g)].map(([, name]) => name!))]
    for (let attempt = 1; ; attempt++) {
      for (const name of ports) this.#values[name] = String(await freePort())
      await this.#writeFiles()
      try {
        return await this.#launch({})
      } catch (error) {
        const taken = this.#process
          ?.tail(50)
          .some(({ text }) => /EADDRINUSE|address already in use/i.test(text))
        if (!taken || ports.length === 0 || attempt === 3) throw error
      }
    }
  }

  async #launch(env: Record<string, string>): Promise<void> {
    const { profile, start, onLine, onProcess, signal } = this.#options
    const command = await this.#command()
    const launch = {
      command,
      env: { ...(await this.#environment()), ...env },
      cwd: this.#values.cwd!,
      onLine,
    }
    this.#process = await TargetProcess.start(launch).catch((error: Error) => {
      throw new PoolproofError(`${profile.name} cannot be started: ${error.message}`, 3)
    })
    onProcess(this.#process, this.#temp)
    const within = parseDuration(start.ready?.within ?? "30s")
    const ready = new AbortController()
    const deadline = AbortSignal.any([signal, ready.signal, AbortSignal.timeout(within)])
    try {
      await Promise.race([
        this.#untilReady(deadline),
        this.#process.drained.then(() => this.#fail(`${this.#process.ending} before it was ready`)),
      ])
    } catch (error) {
      if (!(error instanceof PoolproofError) && deadline.aborted && !signal.aborted)
        this.#fail(`is not ready after ${start.ready?.within ?? "30s"}`)
      throw error
    } finally {
      ready.abort()
    }
  }

  async #untilReady(signal: AbortSignal): Promise<void> {
    const { profile, start, client, region, accountId } = this.#options
    const { http, stdout } = start.ready ?? {}
    const endpoint = stdout ? await announcedBy(this.#process, signal) : fill(profile.endpoint!, this.#values)
    this.#endpoint = withoutSlash(endpoint)
    const values = { endpoint: this.#endpoint, port: portOf(this.#endpoint), region, accountId }
    if (http) return untilHealthy(client, this.#endpoint + http.slice("GET ".length), signal)
    if (!stdout)
      return untilSpeaking(client, `${addressesOf(profile, () => values).endpoint("idp")}/`, signal)
  }

  #fail(why: string): never {
    const log = this.#process.tail(20).map(({ text }) => `    ${text}`)
    const says = log.length > 0 ? `; its last lines:\n${log.join("\n")}` : "; it printed nothing"
    throw new PoolproofError(`${this.#options.profile.name} ${why}${says}`, 3)
  }

  async #command(): Promise<string | readonly string[]> {
    const { command, npx, pypi, run, args = [] } = this.#options.start
    const filled = (text: string) => fill(text, this.#values)
    if (typeof command === "string") return filled(command)
    if (command) return command.map(filled)
    const program = pypi
      ? await pypiCommand({ requirements: pypi, run: run! }, this.#options.signal)
      : npxCommand(npx!)
    return [...program, ...args.map(filled)]
  }

  /** Ours without its AWS keys, which are no business of an emulator. */
  async #environment(): Promise<Record<string, string>> {
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_"))
    const own: [string, string][] = []
    for (const [name, value] of Object.entries(this.#options.start.env ?? {})) {
      own.push([
        name,
        typeof value === "string" ? fill(value, this.#values) : await this.#options.secrets.read(value),
      ])
    }
    return Object.fromEntries([...inherited, ["NO_COLOR", "1"], ...own]) as Record<string, string>
  }

  async #writeFiles(): Promise<void> {
    for (const [name, text] of Object.entries(this.#options.start.files ?? {})) {
      const path = resolve(this.#values.cwd!, name)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, fill(text, this.#values))
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((settle, reject) => {
    const server = createServer()
    server.once("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => settle(typeof address === "object" && address ? address.port : 0))
    })
  })
}
