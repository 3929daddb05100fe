import { parseArgs } from "node:util"
import { Endpoint } from "./endpoint.ts"
import { findFaults } from "./faults/index.ts"
import { serve } from "./server.ts"

const usage =
  "usage: node reference/main.ts [--port 0] [--host 127.0.0.1] [--seed N] [--region us-east-1] [--issuer] [--fault NAME]…"

/** Serves the reference endpoint, and says on stdout, in one line of JSON, where. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "0" },
      host: { type: "string", default: "127.0.0.1" },
      seed: { type: "string" },
      region: { type: "string", default: "us-east-1" },
      issuer: { type: "boolean", default: false },
      fault: { type: "string", multiple: true, default: [] },
    },
  })
  const endpoint = new Endpoint({
    region: values.region,
    seed: values.seed === undefined ? undefined : wholeNumber("--seed", values.seed),
    ownIssuer: values.issuer,
    faults: await findFaults(values.fault),
  })
  const server = await serve(endpoint, { port: wholeNumber("--port", values.port), host: values.host })
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      server.close()
      process.exit(0)
    })
  }
  console.log(JSON.stringify({ ready: true, endpoint: endpoint.address, pid: process.pid }))
}

function wholeNumber(option: string, value: string): number {
  if (!/^\d+$/.test(value)) throw new TypeError(`${option} wants a whole number, not "${value}"`)
  return Number(value)
}

main().catch((error: Error) => {
  console.error(`${error.message}\n${usage}`)
  process.exit(2)
})
