import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { Command } from "commander"
import { collect, wholeNumber } from "./options.ts"
import { packageRoot } from "./package-root.ts"

interface ServeOptions {
  port: number
  host: string
  seed?: number
  region?: string
  issuer?: boolean
  fault?: string[]
}

/** `poolproof serve`: the reference endpoint, in a process of its own, until it is interrupted. */
export function serveCommand(signal: AbortSignal): Command {
  return new Command("serve")
    .description("run the embedded reference endpoint")
    .option("--port <port>", "0 for any free one", wholeNumber(0), 9230)
    .option("--host <host>", "the address to listen on", "127.0.0.1")
    .option("--seed <number>", "of its ids and codes", wholeNumber(0))
    .option("--region <region>", "default us-east-1")
    .option("--issuer", "make the serving address the tokens' issuer, for clients that discover from it")
    .option("--fault <name>", "deviate deliberately; repeatable", collect)
    .action(async ({ port, host, seed, region, issuer, fault = [] }: ServeOptions) => {
      const args = ["--port", String(port), "--host", host, ...fault.flatMap((name) => ["--fault", name])]
      if (seed !== undefined) args.push("--seed", String(seed))
      if (region !== undefined) args.push("--region", region)
      if (issuer) args.push("--issuer")
      const child = spawn(process.execPath, [referenceMain(), ...args], { stdio: "inherit" })
      signal.addEventListener("abort", () => child.kill("SIGTERM"))
      const [code] = (await once(child, "exit")) as [number | null]
      process.exitCode = signal.aborted ? 0 : (code ?? 4)
    })
}

function referenceMain(): string {
  const source = join(packageRoot, "reference/main.ts")
  return existsSync(source) ? source : join(packageRoot, "dist/reference/main.js")
}
