import { createRequire } from "node:module"
import { dirname, join } from "node:path"

/**
 * The command that runs the program of an npm package (`cognito-local@5.3.0`): the one that is installed beside the
 * user's work or ours, where it is exactly that version, or else through npx.
 */
export function npxCommand(spec: string): string[] {
  const at = spec.lastIndexOf("@")
  const [name, version] = [spec.slice(0, at), spec.slice(at + 1)]
  for (const from of [join(process.cwd(), "package.json"), import.meta.filename]) {
    const program = programOf(name, version, from)
    if (program) return [process.execPath, program]
  }
  return ["npx", "-y", spec]
}

function programOf(name: string, version: string, from: string): string | undefined {
  try {
    const require = createRequire(from)
    const path = require.resolve(`${name}/package.json`)
    const found = require(path) as { version: string; bin?: string | Record<string, string> }
    const bin = typeof found.bin === "string" ? found.bin : found.bin?.[name.replace(/^@[^/]+\//, "")]
    return found.version === version && bin ? join(dirname(path), bin) : undefined
  } catch {
    // Not installed here, or its package.json is not exported.
    return undefined
  }
}
