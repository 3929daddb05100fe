import { execFile } from "node:child_process"
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { Ajv } from "ajv"
import { describe, expect, test } from "vitest"
import { parse } from "yaml"
import { stagesOf } from "../../load/lib/shapes.ts"
import { LoadSession } from "../cli/load-session.ts"
import { findK6, type K6 } from "./k6.ts"
import { emitOperator, mergeRunners } from "./operator.ts"
import { segment } from "./run-k6.ts"

const k6 = await findK6()

type Schema = { properties?: Record<string, Schema>; additionalProperties?: unknown; items?: Schema }

/** Kubernetes drops what a schema does not name; here it is an error. */
function strict(schema: Schema): Schema {
  const properties =
    schema.properties &&
    Object.fromEntries(Object.entries(schema.properties).map(([name, of]) => [name, strict(of)]))
  return {
    ...schema,
    ...(properties ? { properties, additionalProperties: schema.additionalProperties ?? false } : {}),
    ...(schema.items ? { items: strict(schema.items) } : {}),
  }
}

describe.skipIf(!k6 && !process.env.CI)("a run in a cluster", () => {
  test("has manifests that the operator accepts, an archive that k6 runs, and logs that merge into one record", async () => {
    const signal = new AbortController().signal
    const folder = mkdtempSync(join(tmpdir(), "poolproof-operator-"))
    const arrivals = { model: "open", stages: stagesOf("average", 20, 2) } as const
    const session = await LoadSession.open("login-password", "reference", arrivals, { users: 40 }, signal)
    try {
      const options = {
        ...session.loadOptions,
        script: "login-password",
        shape: "average",
        arrivals,
        objective: { errors: 0 },
        segments: 2,
      }
      const { files } = await emitOperator(folder, options)
      expect(files).toEqual(["configmap.yaml", "testrun.yaml", "plan.json"])

      const testRun = parse(readFileSync(join(folder, "testrun.yaml"), "utf8"))
      const schema = JSON.parse(readFileSync("load/k6/testrun.schema.json", "utf8"))
      const { metadata: _, ...judged } = schema.properties
      const fits = new Ajv({
        strict: false,
        formats: { int32: true, int64: true, "date-time": true },
      }).compile({
        ...strict({ ...schema, properties: judged }),
        additionalProperties: true,
      })
      expect(fits(testRun), JSON.stringify(fits.errors)).toBe(true)
      expect(testRun.spec).toMatchObject({
        parallelism: 2,
        script: { configMap: { name: testRun.metadata.name, file: "archive.tar" } },
      })

      const map = parse(readFileSync(join(folder, "configmap.yaml"), "utf8"))
      const archive = join(folder, "from-configmap.tar")
      writeFileSync(archive, Buffer.from(map.binaryData["archive.tar"], "base64"))
      await Promise.all([0, 1].map((n) => runner(k6!, archive, testRun.spec.arguments, n, folder)))
      const record = await mergeRunners(folder)
      expect(record.iterations.outcomes).toEqual({ ok: record.iterations.started })
      expect(record.iterations.started + record.iterations.missing).toBeGreaterThanOrEqual(40)
      expect(record.integrity).toMatchObject({ violations: 0, issued: record.iterations.started })
    } finally {
      await session.close()
    }
  })

  test("is not merged from some of its logs", async () => {
    const folder = mkdtempSync(join(tmpdir(), "poolproof-operator-"))
    await expect(mergeRunners(folder)).rejects.toThrow(/is no folder that --emit wrote/)
    writeFileSync(join(folder, "plan.json"), JSON.stringify({ manifest: { segments: 2 } }))
    writeFileSync(join(folder, "one.log"), "")
    await expect(mergeRunners(folder)).rejects.toThrow("has 1 logs (*.log), and the run had 2 runners")
  })
})

/** What a runner pod does: k6 with its segment, and what it prints as `kubectl logs` gives it. */
async function runner({ path }: K6, archive: string, args: string, n: number, folder: string): Promise<void> {
  const { stdout, stderr } = await promisify(execFile)(
    path,
    ["run", "--quiet", ...args.split(" "), ...segment(n, 2), archive],
    { maxBuffer: 1 << 26 },
  )
  writeFileSync(join(folder, `runner-${n}.log`), stdout + stderr)
}
