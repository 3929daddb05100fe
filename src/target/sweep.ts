import { existsSync, readdirSync } from "node:fs"
import { rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { HttpClient } from "../wire/http.ts"
import { cleanUp, type LeftOver } from "./clean-up.ts"
import { Ledger, type StartedProcess } from "./ledger.ts"
import type { OpenTarget } from "./open.ts"
import { killGroup } from "./process.ts"
import { processStart } from "./process-identity.ts"

/** What was done about the ledger of one earlier run. */
export interface Swept {
  file: string
  runId: string
  /** The run is still under way, and was left alone. */
  running: boolean
  stopped: number[]
  deleted: number
  left: LeftOver[]
  /** Why its target could not be asked. */
  problem?: string
  /** Everything is gone, and the ledger too. */
  clean: boolean
}

/**
 * Takes away what runs left behind that did not finish: stops processes that are certainly theirs, and deletes by
 * exact id through `open`, which opens a ledger's target without starting anything. What such a process held is gone
 * with it.
 */
export async function sweep(
  dir: string,
  open: (run: { target: string; endpoint: string | undefined; runId: string }) => Promise<OpenTarget>,
  signal: AbortSignal,
): Promise<Swept[]> {
  const files = existsSync(dir)
    ? readdirSync(dir)
        .filter((name) => name.endsWith(".ndjson"))
        .sort()
    : []
  const swept: Swept[] = []
  for (const name of files) {
    signal.throwIfAborted()
    swept.push(await sweepOne(join(dir, name), open, signal))
  }
  return swept
}

async function sweepOne(
  file: string,
  open: Parameters<typeof sweep>[1],
  signal: AbortSignal,
): Promise<Swept> {
  const ledger = Ledger.read(file)
  const { run } = ledger
  const swept: Swept = {
    file,
    runId: run?.runId ?? "",
    running: false,
    stopped: [],
    deleted: 0,
    left: [],
    clean: false,
  }
  if (run?.started !== undefined && processStart(run.pid) === run.started) {
    ledger.close()
    return { ...swept, running: true }
  }
  const started = ledger.processes()
  for (const process of started) {
    if (await stop(process, signal)) swept.stopped.push(process.pid)
    ledger.processEnded(process.pid)
  }
  if (run && !ledger.startedItsTarget && ledger.resources().length > 0) {
    const client = new HttpClient()
    try {
      const target = await open({ target: run.target, endpoint: run.endpoint, runId: run.runId })
      try {
        Object.assign(swept, await cleanUp(ledger, target, client, { signal }))
      } finally {
        await target.close()
      }
    } catch (error) {
      swept.problem = (error as Error).message
    } finally {
      await client.close()
    }
  }
  return { ...swept, clean: ledger.finish() }
}

/** Ends a process and its group when it is the one that was started; says whether it was. */
async function stop({ pid, started, folder }: StartedProcess, signal: AbortSignal): Promise<boolean> {
  const ours = () => started !== undefined && processStart(pid) === started
  const found = ours()
  if (found) {
    killGroup(pid, "SIGTERM")
    for (const end = Date.now() + 5_000; ours() && Date.now() < end && !signal.aborted; ) await sleep(25)
    killGroup(pid, "SIGKILL")
  }
  if (folder?.startsWith(join(tmpdir(), "poolproof-")))
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  return found
}
