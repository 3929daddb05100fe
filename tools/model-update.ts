/**
 * Writes src/model/data from botocore, AWS's own publication of its API models (Apache-2.0).
 *
 *     npm run model:update               from the release that the data names, byte for byte checked
 *     npm run model:update -- --latest   from the newest release on PyPI; the data then names that one
 *
 * Needs Python with pip.
 */
import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gunzipSync } from "node:zlib"
import { checksum, closure } from "../src/model/closure.ts"
import type { OperationModel, ServiceModel, ServiceName, Shape } from "../src/model/types.ts"

type Documented = { documentation?: string }
type Botocore = {
  metadata: {
    apiVersion: string
    protocol: string
    jsonVersion?: string
    targetPrefix?: string
    xmlNamespace?: string
  }
  operations: Record<
    string,
    { input: { shape: string }; output?: { shape: string }; errors?: { shape: string }[]; authtype?: string }
  >
  shapes: Record<string, Shape & Documented>
}
type Source = ServiceModel["source"]

const SERVICES: { service: ServiceName; apiVersion: string; only?: string[] }[] = [
  { service: "cognito-idp", apiVersion: "2016-04-18" },
  { service: "cognito-identity", apiVersion: "2014-06-30" },
  { service: "sts", apiVersion: "2011-06-15", only: ["AssumeRoleWithWebIdentity", "GetCallerIdentity"] },
]

const dataFile = (service: ServiceName) => new URL(`../src/model/data/${service}.json`, import.meta.url)

const pin: Source | undefined = process.argv.includes("--latest")
  ? undefined
  : JSON.parse(readFileSync(dataFile("cognito-idp"), "utf8")).source
const folder = mkdtempSync(join(tmpdir(), "poolproof-model-"))
try {
  const source = download(pin, folder)
  for (const { service, apiVersion, only } of SERVICES) {
    const path = join(folder, "botocore", "data", service, apiVersion, "service-2.json.gz")
    const botocore: Botocore = JSON.parse(gunzipSync(readFileSync(path)).toString())
    const model = convert(service, botocore, source, only)
    writeFileSync(dataFile(service), `${JSON.stringify(model, null, 2)}\n`)
    console.log(`${service}: ${Object.keys(model.operations).length} operations, botocore ${source.version}`)
  }
} finally {
  rmSync(folder, { recursive: true })
}

/** Unpacks botocore's wheel into `folder`; throws when it is not the pinned one. */
function download(pin: Source | undefined, folder: string): Source {
  const wanted = pin ? `botocore==${pin.version}` : "botocore"
  const python = (...args: string[]) => execFileSync("python3", ["-m", ...args], { cwd: folder })
  python("pip", "download", wanted, "--no-deps", "--only-binary=:all:", "--quiet", "--dest", ".")
  const wheel = readdirSync(folder).find((name) => name.endsWith(".whl"))!
  const sha256 = createHash("sha256")
    .update(readFileSync(join(folder, wheel)))
    .digest("hex")
  if (pin && sha256 !== pin.sha256) throw new Error(`${wheel} has sha256 ${sha256}, pinned is ${pin.sha256}`)
  python("zipfile", "-e", wheel, ".")
  return { package: "botocore", version: wheel.split("-")[1]!, sha256, licence: "Apache-2.0" }
}

function convert(service: ServiceName, botocore: Botocore, source: Source, only?: string[]): ServiceModel {
  const { apiVersion, protocol, jsonVersion, targetPrefix, xmlNamespace } = botocore.metadata
  const allShapes = Object.fromEntries(
    Object.entries(botocore.shapes).map(([name, shape]) => [name, undocumented(shape)]),
  )
  const operations: Record<string, OperationModel> = {}
  for (const name of Object.keys(botocore.operations).sort()) {
    if (only && !only.includes(name)) continue
    const { input, output, errors = [], authtype } = botocore.operations[name]!
    const shapes = {
      input: input.shape,
      output: output?.shape ?? null,
      errors: errors.map(({ shape }) => shape),
    }
    const auth = authtype === "none" ? "none" : "sigv4"
    operations[name] = { ...shapes, auth, shape: checksum(allShapes, shapes) }
  }
  const roots = Object.values(operations).flatMap(({ input, output, errors }) =>
    [input, output ?? [], errors].flat(),
  )
  return {
    service,
    apiVersion,
    protocol: protocolName(protocol, jsonVersion),
    ...(targetPrefix && { targetPrefix }),
    ...(xmlNamespace && { xmlNamespace }),
    signingName: service,
    source,
    operations,
    shapes: Object.fromEntries(closure(allShapes, roots).map((name) => [name, allShapes[name]!])),
  }
}

function protocolName(protocol: string, jsonVersion = ""): ServiceModel["protocol"] {
  const name = protocol === "json" ? `json-${jsonVersion}` : protocol
  if (name === "json-1.1" || name === "query") return name
  throw new Error(`botocore now speaks ${name}, which nothing here does`)
}

/** A shape without the documentation of itself and of its members. */
function undocumented({ documentation: _, ...shape }: Shape & Documented): Shape {
  const bare = <T extends object>({ documentation: _, ...reference }: T & Documented) => reference as T
  const { members, member, key, value } = shape
  return {
    ...shape,
    ...(members && { members: Object.fromEntries(Object.entries(members).map(([k, v]) => [k, bare(v)])) }),
    ...(member && { member: bare(member) }),
    ...(key && { key: bare(key) }),
    ...(value && { value: bare(value) }),
  }
}
