import { execFile } from "node:child_process"
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { stringify } from "yaml"
import { PoolproofError } from "../scenario/problem.ts"
import { Audit } from "./audit.ts"
import { configOf, type LoadOptions, tagsOf, vusFor } from "./load.ts"
import { conclude, fetchKeys, type LoadPlan, planOf } from "./plan.ts"
import type { LoadRecord } from "./record.ts"
import { writeConfig } from "./run-k6.ts"
import { readStream } from "./stream.ts"
import { Tally } from "./tally.ts"

const run = promisify(execFile)

/** Kubernetes takes no larger ConfigMap; base64 takes a third more. */
const LARGEST_ARCHIVE = Math.floor((1 << 20) * 0.74)

/**
 * Writes what k6-operator needs to run a script in a cluster, `segments` runners at once: the scripts and their
 * configuration as one k6 archive, a ConfigMap with it, a TestRun, and the plan that `mergeRunners` concludes with.
 * Returns the files, and what a reader has to do by hand.
 */
export async function emitOperator(
  folder: string,
  options: LoadOptions,
): Promise<{ files: string[]; byHand: string[] }> {
  const { script, k6, scripts, prepared, runId } = options
  const vus = vusFor(options)
  mkdirSync(folder, { recursive: true })
  const archive = join(folder, "archive.tar")
  const config = mkdtempSync(join(tmpdir(), "poolproof-load-"))
  try {
    const file = writeConfig(config, configOf(options, vus), prepared.artefacts)
    await run(k6.path, ["archive", "-e", `PP_CONFIG=${file}`, "-O", archive, join(scripts, `${script}.ts`)])
  } finally {
    rmSync(config, { recursive: true, force: true })
  }
  const name = `poolproof-${script}-${runId}`.toLowerCase()
  const bytes = readFileSync(archive)
  const fits = bytes.length <= LARGEST_ARCHIVE
  const plan = planOf(options, vus)
  write(
    "plan.json",
    JSON.stringify({ ...plan, keys: await fetchKeys(plan.jwksUrl) } satisfies LoadPlan, undefined, 2),
  )
  write("testrun.yaml", stringify(testRun(name, options, fits)))
  if (fits) write("configmap.yaml", stringify(configMap(name, bytes)))
  const byHand = fits
    ? ["kubectl apply -f configmap.yaml -f testrun.yaml"]
    : [
        `the archive has ${bytes.length} bytes, too many for a ConfigMap: put archive.tar into the volume claim ${name}`,
        "kubectl apply -f testrun.yaml",
      ]
  const collect = `for each runner pod (label k6_cr=${name}, runner=true): kubectl logs POD > POD.log`
  return {
    files: [...(fits ? ["configmap.yaml"] : ["archive.tar"]), "testrun.yaml", "plan.json"],
    byHand: [...byHand, collect, `poolproof load ${script} --merge ${folder}`],
  }

  function write(name: string, text: string): void {
    writeFileSync(join(folder, name), text, { mode: 0o600 })
  }
}

/** Each runner is told its execution segment by the operator, and prints its stream. */
function testRun(name: string, options: LoadOptions, inConfigMap: boolean): object {
  const source = { name, file: "archive.tar" }
  const tags = Object.entries(tagsOf(options)).map(([key, value]) => `--tag ${key}=${value}`)
  return {
    apiVersion: "k6.io/v1alpha1",
    kind: "TestRun",
    metadata: { name },
    spec: {
      parallelism: options.segments,
      script: inConfigMap ? { configMap: source } : { volumeClaim: source },
      arguments: [
        "--summary-mode=disabled",
        "--no-thresholds",
        "--no-usage-report",
        "--log-format=raw",
        ...tags,
      ].join(" "),
      runner: { image: `grafana/k6:${options.k6.version}`, env: [{ name: "GOGC", value: "400" }] },
    },
  }
}

function configMap(name: string, archive: Buffer): object {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name },
    binaryData: { "archive.tar": archive.toString("base64") },
  }
}

/** Concludes a run from the logs of its runners, `*.log` beside the plan. @throws PoolproofError (exit 2) */
export async function mergeRunners(folder: string): Promise<LoadRecord> {
  let plan: LoadPlan
  let logs: string[]
  try {
    plan = JSON.parse(readFileSync(join(folder, "plan.json"), "utf8")) as LoadPlan
    logs = readdirSync(folder).filter((name) => name.endsWith(".log"))
  } catch (error) {
    throw new PoolproofError(`${folder} is no folder that --emit wrote: ${(error as Error).message}`, 2)
  }
  if (logs.length !== plan.manifest.segments)
    throw new PoolproofError(
      `${folder} has ${logs.length} logs (*.log), and the run had ${plan.manifest.segments} runners`,
      2,
    )
  const tally = new Tally(plan.arrivals, plan.manifest.warmUpSeconds)
  const audit = new Audit()
  for (const log of logs)
    await readStream(join(folder, log), (line) => {
      tally.add(line)
      audit.add(line)
    })
  if (tally.started === 0) throw new PoolproofError(`the logs in ${folder} hold no samples`, 2)
  return conclude(plan, tally, audit, {
    startedAt: "in a cluster",
    seconds: tally.lastStart / 1000,
    stopped: false,
    cpu: { cores: plan.manifest.machine.cores },
    messages: [],
  })
}
