import { spawn } from "node:child_process"
import { once } from "node:events"
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Breakable } from "../../src/model/arbitrary-broken.ts"
import { stepsOf } from "../../src/model/path.ts"
import type { ServiceModel, ServiceName, Shape } from "../../src/model/types.ts"
import { later } from "../cli/command.test-kit.ts"

/** One check of the reference's validator: a rule of one operation's input, by the operation's plain name. */
export interface Check extends Breakable {
  service: ServiceName
  operation: string
}

type Mutable = { -readonly [K in keyof Shape]: Shape[K] }

/** A reference endpoint whose validator knows nothing of some checks, until `tidy`; its URL. */
export async function serveWithout(checks: readonly Check[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "poolproof-unchecked-"))
  const root = join(import.meta.dirname, "../..")
  for (const part of ["reference", "src/model/data", "package.json"])
    cpSync(join(root, part), join(folder, part), { recursive: true })
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"))
  for (const service of ["cognito-idp", "cognito-identity"] as const) {
    const file = join(folder, `src/model/data/${service}.json`)
    const model = JSON.parse(readFileSync(file, "utf8")) as ServiceModel
    for (const check of checks) if (check.service === service) forget(model, check)
    writeFileSync(file, JSON.stringify(model))
  }
  const child = spawn(process.execPath, [join(folder, "reference/main.ts")], {
    // Inputs that no operation was made for make some of them throw, and say so on stderr.
    stdio: ["ignore", "pipe", "ignore"],
  })
  later(async () => {
    child.kill()
    await once(child, "close")
    rmSync(folder, { recursive: true, force: true })
  })
  const [line] = (await once(child.stdout, "data")) as [Buffer]
  return (JSON.parse(line.toString()) as { endpoint: string }).endpoint
}

/** Takes a check out of a model, for one operation alone: every shape on the way to it is made its own. */
function forget(model: ServiceModel, { operation, path, rule }: Check): void {
  const operations = model.operations as Record<string, { input: string }>
  const steps = stepsOf(path)!
  const own = (name: string): [string, Mutable] => {
    const shapes = model.shapes as Record<string, Mutable>
    const copy = `${name} of ${operation}`
    shapes[copy] = structuredClone(shapes[name]!)
    return [copy, shapes[copy]]
  }
  let [name, shape] = own(operations[operation]!.input)
  operations[operation]!.input = name
  for (const [i, step] of steps.entries()) {
    if (rule === "required" && i === steps.length - 1) {
      shape.required = shape.required!.filter((member) => member !== step)
      return
    }
    const use = shape.member ? "member" : shape.value ? "value" : undefined
    const [below, copy] = own((use ? shape[use]! : shape.members![step]!).shape)
    if (use) shape[use] = { shape: below }
    else shape.members = { ...shape.members, [step]: { shape: below } }
    shape = copy
  }
  if (rule.startsWith("key-")) {
    const [key, copy] = own(shape.key!.shape)
    shape.key = { shape: key }
    shape = copy
  }
  delete shape[MEMBERS[rule.replace("key-", "")]!]
}

/** Which member of a shape a rule is stated by. */
const MEMBERS: Readonly<Record<string, keyof Shape>> = {
  min: "min",
  "min-length": "min",
  max: "max",
  "max-length": "max",
  pattern: "pattern",
  enum: "enum",
}
