import { readFileSync } from "node:fs"
import { join } from "node:path"
import { exportJWK, generateKeyPair, SignJWT } from "jose"
import { Histogram } from "../load/lib/histogram.ts"
import { N } from "../load/lib/srp-group.ts"
import { median } from "../load/lib/statistics.ts"
import { Audit } from "../src/load/audit.ts"
import { writeConfig } from "../src/load/run-k6.ts"
import { type Benchmark, compared } from "./benchmark.ts"
import { configFor } from "./generator.ts"
import { folder, pinnedK6, run } from "./machine.ts"

/** SRP's client in k6: against the naive one, and against one native power in Go (G5). */
export const srp: Benchmark = {
  name: "srp",
  goals: "G5",
  async run({ repeats }) {
    const k6 = await pinnedK6("1")
    const config = writeConfig(
      folder,
      configFor("http://127.0.0.1:1", { model: "once", iterations: 1 }, 1),
      {},
    )
    const measured = { fast: [] as number[], naive: [] as number[], powers: [] as number[] }
    for (let i = 0; i < repeats; i++) {
      const output = join(folder, `srp-${i}.json`)
      const args = [
        "run",
        "--quiet",
        "--no-usage-report",
        "--summary-mode=disabled",
        "--log-format=raw",
        `--console-output=${output}`,
      ]
      await run(k6.path, [...args, join(import.meta.dirname, "k6/srp.ts")], {
        env: { ...process.env, PP_CONFIG: config },
      })
      const { fast, naive } = JSON.parse(readFileSync(output, "utf8")) as { fast: number; naive: number }
      measured.fast.push(fast)
      measured.naive.push(naive)
      const { stdout } = await run("taskset", [
        "-c",
        "1",
        "go",
        "run",
        join(import.meta.dirname, "modexp/main.go"),
        N.toString(16),
      ])
      measured.powers.push(1 / Number(stdout))
    }
    return [
      compared(
        {
          id: "G5a",
          title: "SRP clients a second in k6 ÷ naive ones",
          goal: { least: 3 },
          unit: "sign-ins/s",
          names: ["fixed base and window", "naive"],
        },
        { a: measured.fast, b: measured.naive },
      ),
      compared(
        {
          id: "G5b",
          title: "SRP clients a second in k6 ÷ 512-bit powers a second in Go",
          goal: { least: 0.33 },
          unit: "/s",
          names: ["sign-ins in k6", "powers in Go"],
        },
        { a: measured.fast, b: measured.powers },
      ),
    ]
  },
}

/** Percentiles of merged histograms against those of all values (G11), and how fast the audit verifies (G13). */
export const merging: Benchmark = {
  name: "merging",
  goals: "G11 G13",
  async run({ repeats }) {
    let worst = 0
    for (let i = 0; i < repeats; i++) {
      // A body with a tail, of three segments that differ.
      const segments = [1, 1.3, 2].map((scale) =>
        Array.from(
          { length: 50_000 },
          () => scale * Math.exp(gaussian() * 0.4) + (Math.random() < 0.01 ? 50 * Math.random() : 0),
        ),
      )
      const merged = new Histogram()
      for (const values of segments)
        merged.merge(Histogram.fromJson(JSON.parse(JSON.stringify(Histogram.of(values)))))
      const all = segments.flat().sort((a, b) => a - b)
      for (const q of [0.5, 0.95, 0.99, 0.999])
        worst = Math.max(worst, Math.abs(merged.quantile(q) / all[Math.ceil(q * all.length) - 1]! - 1))
    }
    const { publicKey, privateKey } = await generateKeyPair("RS256")
    const sign = (claims: object) =>
      new SignJWT({ iss: "i", ...claims })
        .setProtectedHeader({ alg: "RS256", kid: "1" })
        .setIssuedAt()
        .setExpirationTime("1h")
        .sign(privateKey)
    const pair: [string, string] = [
      await sign({ token_use: "access", client_id: "c" }),
      await sign({ token_use: "id", aud: "c" }),
    ]
    const rates: number[] = []
    for (let i = 0; i < repeats; i++) {
      const audit = new Audit()
      for (let n = 0; n < 10_000; n++)
        audit.add({
          pp: 1,
          i: n,
          t: n,
          flow: "f",
          u: n,
          o: "ok",
          ops: [],
          sub: `s${n}`,
          jti: `a${n}`,
          idJti: `i${n}`,
          audit: pair,
        })
      const start = performance.now()
      await audit.verify(
        { keys: [{ ...(await exportJWK(publicKey)), kid: "1", alg: "RS256", use: "sig" }] },
        { iss: "i", clientId: "c", accessSeconds: 1, idSeconds: 1 },
      )
      rates.push(20_000 / ((performance.now() - start) / 1000))
    }
    return [
      {
        id: "G11",
        title: "largest error of a merged p50, p95, p99 or p99.9",
        measures: [],
        value: worst,
        goal: { most: 0.02 },
      },
      {
        id: "G13b",
        title: "tokens that the audit verifies a second",
        measures: [],
        value: median(rates),
        goal: { least: 20_000 },
      },
    ]
  },
}

function gaussian(): number {
  return Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random())
}
