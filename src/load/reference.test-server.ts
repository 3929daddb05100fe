import { spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"

/** The reference endpoint in a process of its own, for a test file. */
export async function startReference(): Promise<{ endpoint: string; stop: () => void }> {
  const child = spawn(process.execPath, ["reference/main.ts", "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  const [line] = (await once(createInterface(child.stdout), "line")) as [string]
  return { endpoint: (JSON.parse(line) as { endpoint: string }).endpoint, stop: () => child.kill() }
}
