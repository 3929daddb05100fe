/**
 * Measures the goals of performance, side by side on this machine.
 *
 *     npm run bench                          all of them, five turns each (about 20 minutes)
 *     npm run bench -- script srp --repeats 3 --seconds 4
 *
 * Needs k6 (npm run setup:k6), taskset, openssl, wrk (apt-get install wrk, or WRK=/path/to/wrk) and Go; and two cores
 * with nothing else to do.
 */
import { cpus } from "node:os"
import { parseArgs } from "node:util"
import { merging, srp } from "./arithmetic.ts"
import { describe, isMet, type Outcome } from "./benchmark.ts"
import { capacity } from "./capacity.ts"
import { processes, scriptCost } from "./generator.ts"
import { memory } from "./memory.ts"
import { reference, srpServer, users } from "./reference.ts"

const ALL = [merging, srp, scriptCost, processes, memory, reference, srpServer, users, capacity]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    repeats: { type: "string", default: "5" },
    seconds: { type: "string", default: "8" },
    json: { type: "boolean", default: false },
  },
})
const unknown = positionals.filter((name) => !ALL.some((benchmark) => benchmark.name === name))
if (unknown.length > 0) {
  console.error(
    `no benchmark is called ${unknown.join(", ")}: ${ALL.map(({ name, goals }) => `${name} (${goals})`).join(", ")}`,
  )
  process.exit(2)
}
const options = { repeats: Number(values.repeats), seconds: Number(values.seconds) }
const outcomes: Outcome[] = []
if (!values.json)
  console.log(
    `${cpus()[0]?.model.trim()}, ${cpus().length} cores, Node ${process.versions.node}, ${options.repeats} turns of ${options.seconds} s`,
  )
for (const benchmark of ALL.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
  const measured = await benchmark.run(options)
  outcomes.push(...measured)
  if (!values.json) console.log(measured.map(describe).join("\n"))
}
if (values.json) console.log(JSON.stringify(outcomes, undefined, 2))
process.exitCode = outcomes.every(isMet) ? 0 : 1
