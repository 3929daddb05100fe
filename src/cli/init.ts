import { existsSync, mkdirSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { Command, Option } from "commander"
import { short } from "../../reports/text.ts"
import { operationNames } from "../model/model.ts"
import { formatProblem, PoolproofError } from "../scenario/problem.ts"
import { introduce } from "../target/introduce.ts"
import { parseTarget } from "../target/profile.ts"
import { HttpClient } from "../wire/http.ts"
import { url } from "./options.ts"
import { Session } from "./session.ts"

interface InitOptions {
  endpoint: string
  out: string
  region?: string
  auth?: "aws" | "none"
  force?: boolean
}

/** A look takes seconds. What has not been seen when this is over would be taken for missing. */
const WITHIN_MS = 120_000

/** `poolproof init`: looks what an endpoint is and can do, and writes a target file of that. */
export function initCommand(signal: AbortSignal): Command {
  return new Command("init")
    .description("look what a running endpoint is and can do, and write a target file for it")
    .requiredOption("--endpoint <url>", "where it is", url)
    .option("--out <file>", "the file to write", "poolproof.yaml")
    .option("--region <name>", "the region to sign for (default: of the host's name, else us-east-1)")
    .addOption(
      new Option(
        "--auth <kind>",
        "sign by AWS's environment variables and files, or not at all; default: by an example key",
      ).choices(["aws", "none"]),
    )
    .option("--force", "overwrite the file")
    .action(async ({ endpoint, out, force, ...options }: InitOptions) => {
      if (!/\.ya?ml$/.test(out)) throw new PoolproofError(`${out}: a target file ends in .yaml`, 2)
      if (!force && existsSync(out))
        throw new PoolproofError(`${out} is there already: --out FILE, or --force`, 2)
      const client = new HttpClient({ timeoutMs: 10_000 })
      const late = AbortSignal.timeout(WITHIN_MS)
      console.error(`looking at ${endpoint}: some four hundred calls, and three pools that are deleted again`)
      try {
        const { is, lines, text } = await introduce(endpoint, {
          ...options,
          client,
          operations: operationNames(),
          open: (profile) => Session.open(profile, { endpoint, signal }),
          signal: AbortSignal.any([signal, late]),
        })
        if (late.aborted && !signal.aborted)
          throw new PoolproofError(
            `${endpoint} is too slow: nothing was written after ${WITHIN_MS / 1_000} s`,
            3,
          )
        signal.throwIfAborted()
        const { problems } = parseTarget(out, text)
        if (problems.length > 0) throw new Error(`${problems.map(formatProblem).join("\n")}\n${text}`)
        mkdirSync(dirname(out), { recursive: true })
        writeFileSync(out, text)
        console.log(`${endpoint} is ${is}\n`)
        for (const [name, says] of lines) console.log(`${name.padEnd(12)}${short(says)}`)
        console.log(`\nwrote ${out}\nnext: npx poolproof run ${out} --profile smoke`)
      } catch (error) {
        if (signal.aborted) throw new PoolproofError("interrupted: nothing was written", 130)
        throw error
      } finally {
        await client.close()
      }
    })
}
