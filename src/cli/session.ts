import { createHash, randomBytes } from "node:crypto"
import { join } from "node:path"
import { short } from "../../reports/text.ts"
import { LambdaDouble } from "../doubles/lambda.ts"
import { Mailbox } from "../doubles/mailbox.ts"
import { mailOf } from "../doubles/sender-trigger.ts"
import { PoolproofError } from "../scenario/problem.ts"
import { type CleanedUp, cleanUp } from "../target/clean-up.ts"
import { diagnose, type Finding } from "../target/doctor.ts"
import { Ledger } from "../target/ledger.ts"
import { type OpenTarget, openTarget } from "../target/open.ts"
import type { TargetProfile } from "../target/profile.ts"
import { Secrets } from "../target/secrets.ts"
import type { RunInfo } from "../verdict/record-builder.ts"
import { redacted, redactor } from "../verdict/redact.ts"
import { HttpClient } from "../wire/http.ts"

/** Where runs put what outlives them, below the working directory. */
export const STATE_FOLDER = ".poolproof"
export const LEDGER_FOLDER = join(STATE_FOLDER, "ledger")

/** What looks at a target and clears it up asks for nothing that takes longer. */
const LOOK_MS = 15_000
const DEAD_MS = 3_000

/** Checks of the doctor whose subject is what requirements are about. */
const JUDGED_CHECKS: readonly string[] = ["issuer", "jwks", "discovery"]

export interface SessionOptions {
  endpoint?: string | undefined
  start?: string | undefined
  signal: AbortSignal
}

/** An open target with everything that a run needs around it; `close` takes away what was made. */
export class Session {
  readonly runId: string
  readonly target: OpenTarget
  readonly ledger: Ledger
  readonly lambda: LambdaDouble
  readonly #client = new HttpClient({ timeoutMs: LOOK_MS })

  static async open(profile: TargetProfile, { endpoint, start, signal }: SessionOptions): Promise<Session> {
    const runId = `${Date.now().toString(36)}-${randomBytes(3).toString("hex")}`
    const secrets = new Secrets(profile.file)
    const lambda = await LambdaDouble.start()
    const ledger = Ledger.open(LEDGER_FOLDER, {
      runId,
      target: profile.file,
      ...(endpoint ? { endpoint } : {}),
    })
    try {
      const mailbox = new Mailbox()
      lambda.onEvent((event) => {
        const mail = mailOf(event)
        if (mail) mailbox.deliver(mail)
      })
      const doubles = { lambda, mailbox }
      const target = await openTarget(profile, {
        signal,
        runId,
        ledger,
        doubles,
        secrets,
        ...(endpoint ? { endpoint } : {}),
        ...(start ? { start } : {}),
      })
      return new Session(runId, target, ledger, lambda)
    } catch (error) {
      await lambda.close()
      ledger.finish()
      if (!(error instanceof PoolproofError)) throw error
      // What a target says as it fails to start may hold what it was given.
      const redact = redactor({ secrets: secrets.values, minted: [], loopback: true })
      throw new PoolproofError(redact(error.message), error.exitCode, error.problems)
    }
  }

  private constructor(runId: string, target: OpenTarget, ledger: Ledger, lambda: LambdaDouble) {
    this.runId = runId
    this.target = target
    this.ledger = ledger
    this.lambda = lambda
  }

  /** What a look at the target found, and the operations named probed besides. */
  async diagnose(signal: AbortSignal, operations: readonly string[] = []): Promise<Finding[]> {
    const findings = await diagnose(this.target, {
      client: this.#client,
      ledger: this.ledger,
      runId: this.runId,
      signal,
      operations,
    })
    const { secrets, loopback } = this.target
    return redacted(findings, redactor({ secrets, minted: [], loopback })) as Finding[]
  }

  /**
   * Looks at the target before a run. What is wrong with its tokens' issuer and keys is only told, on stderr: requirements judge
   * that. @throws PoolproofError (exit 3) when no run makes sense against it as it is
   */
  async requireFit(signal: AbortSignal): Promise<void> {
    const broken = (await this.diagnose(signal)).filter(({ status }) => status === "fail")
    const lines = broken.map(
      ({ check, says, fix }) => `  ${check}: ${short(says)}${fix ? `\n    fix: ${short(fix)}` : ""}`,
    )
    if (broken.some(({ check }) => !JUDGED_CHECKS.includes(check)))
      throw new PoolproofError(`${this.target.name} is not fit for a run:\n${lines.join("\n")}`, 3)
    for (const line of lines) console.error(`doctor${line}`)
  }

  /** Deletes what the run made; from a dead target only what goes at once. */
  cleanUp({ dead = false } = {}): Promise<CleanedUp> {
    return cleanUp(this.ledger, this.target, this.#client, dead ? { withinMs: DEAD_MS } : {})
  }

  async close(): Promise<void> {
    await this.target.close()
    await this.lambda.close()
    await this.#client.close()
    this.ledger.finish()
  }
}

/** What a run record says of the target that it was made against. */
export function recordedTarget(
  profile: TargetProfile,
  target: OpenTarget,
  { endpoint, start }: { endpoint?: string | undefined; start?: string | undefined },
): RunInfo["target"] {
  const { file, ...document } = profile
  return {
    name: profile.name,
    file,
    started: endpoint === undefined && (start !== undefined || profile.start !== undefined),
    endpoint: target.endpoint("idp") ?? "",
    version: profile.product?.version,
    fingerprint: `sha256:${createHash("sha256").update(JSON.stringify(document)).digest("hex")}`,
    secrets: target.secrets,
    loopback: target.loopback,
  }
}
