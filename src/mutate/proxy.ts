import { once } from "node:events"
import {
  Agent,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from "node:http"
import type { AddressInfo } from "node:net"
import { findOperation, operationNames } from "../model/model.ts"
import { type Answer, isSuccess } from "./answer.ts"
import { addToSample, type Memory, type Mutant, mutate, type Sample } from "./mutant.ts"

/** Stands between the suite and an endpoint, and changes the answers of one operation in one way at a time. */
export class MutatingProxy {
  /** Base URL without a trailing slash. */
  readonly url: string
  /** What was seen while nothing was changed, by operation. */
  readonly samples = new Map<string, Sample>()
  readonly #upstream: string
  readonly #server: Server
  readonly #agent = new Agent({ keepAlive: true })
  #mutant: Mutant | undefined
  #memory: Memory = { success: undefined, previous: undefined }
  #changed = 0

  /** Listens on a free loopback port. */
  static async start(upstream: string): Promise<MutatingProxy> {
    const server = createServer()
    await once(server.listen(0, "127.0.0.1"), "listening")
    return new MutatingProxy(upstream, server)
  }

  private constructor(upstream: string, server: Server) {
    this.#upstream = upstream
    this.#server = server
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    server.on("request", (incoming, response) => {
      this.#pass(incoming, response).catch(() => response.destroy())
    })
  }

  /** Changes answers from now on; undefined: none. `success` stands in for the operation's successes. */
  become(mutant: Mutant | undefined, success?: Answer): void {
    this.#mutant = mutant
    this.#memory = { success, previous: undefined }
    this.#changed = 0
  }

  /** How many answers were changed since `become`. */
  get changed(): number {
    return this.#changed
  }

  async close(): Promise<void> {
    this.#agent.destroy()
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = await this.#forward(incoming, await bytes(incoming))
    const operation = operationOf(incoming)
    const { status, headers, body } = operation === undefined ? answer : this.#change(operation, answer)
    response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) }).end(body)
  }

  #change(operation: string, answer: Answer): Answer {
    if (this.#mutant === undefined) {
      const sample = this.samples.get(operation) ?? {
        success: undefined,
        error: undefined,
        members: new Map(),
      }
      this.samples.set(operation, sample)
      addToSample(sample, operation, answer)
    }
    if (this.#mutant?.operation !== operation) return answer
    const changed = mutate(this.#mutant, answer, this.#memory)
    if (isSuccess(answer)) this.#memory.previous = answer
    if (changed) this.#changed++
    return changed ?? answer
  }

  async #forward(incoming: IncomingMessage, body: Buffer): Promise<Answer> {
    // With the host that was called, because a signature covers it and a domain is found by it.
    const { method = "GET", url = "/", headers } = incoming
    const onward = request(new URL(url, this.#upstream), { method, headers, agent: this.#agent })
    onward.end(body)
    const [answered] = (await once(onward, "response")) as [IncomingMessage]
    const { "transfer-encoding": _, connection: __, "content-length": ___, ...kept } = answered.headers
    return { status: answered.statusCode ?? 502, headers: kept, body: (await bytes(answered)).toString() }
  }
}

const byTarget = new Map(
  operationNames().map((name) => {
    const found = findOperation(name)!
    return [`${found.model.targetPrefix}.${found.name}`, name]
  }),
)

function operationOf({ headers }: IncomingMessage): string | undefined {
  return byTarget.get(String(headers["x-amz-target"] ?? ""))
}

async function bytes(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
