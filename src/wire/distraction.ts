import { connect as connectTcp, type Socket } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { connect as connectTls } from "node:tls"

const CONNECTIONS = 3
/** On each connection: together enough to occupy a server for some milliseconds. */
const REQUESTS = 150
/** How long it takes a server to wake up and begin with them. */
const WAKE_MS = 0.5
const CONNECT_MS = 2_000
const LOOPBACK = /^(?:127\.[\d.]+|localhost|.*\.localhost|\[::1\])$/

/**
 * Gives a server something to do at the moment a race is released. One that waits idly is woken by the first last
 * byte and may have served that request before the others' have come, so that they never meet in it; one that is busy
 * finds them all together when it looks again. Bursts of pipelined requests for `/`, whose answers nobody reads.
 */
export class Distraction {
  readonly #sockets: readonly Socket[]
  readonly #burst: string

  /**
   * Connections ready to distract. None when the server takes none, and none beyond loopback: it is a load, and a
   * network's own delays scatter requests more than a server's waking. A race does without.
   */
  static async open(origin: string): Promise<Distraction> {
    const { host, hostname } = new URL(origin)
    const count = LOOPBACK.test(hostname) ? CONNECTIONS : 0
    const sockets = await Promise.all(Array.from({ length: count }, () => connect(origin)))
    return new Distraction(
      sockets.filter((socket) => socket !== undefined),
      host,
    )
  }

  private constructor(sockets: readonly Socket[], host: string) {
    this.#sockets = sockets
    this.#burst = `GET / HTTP/1.1\r\nhost: ${host}\r\n\r\n`.repeat(REQUESTS)
  }

  /** Returns when the server is at it. Spins, because no timer is as short as that. */
  distract(): void {
    if (this.#sockets.length === 0) return
    for (const socket of this.#sockets) socket.write(this.#burst)
    const begun = performance.now() + WAKE_MS
    while (performance.now() < begun);
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy()
  }
}

async function connect(origin: string): Promise<Socket | undefined> {
  const { protocol, hostname, port } = new URL(origin)
  const secure = protocol === "https:"
  const where = { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port) || (secure ? 443 : 80) }
  const socket = secure ? connectTls({ ...where, servername: hostname }) : connectTcp(where)
  const connected = new Promise<boolean>((resolve) => {
    socket.once(secure ? "secureConnect" : "connect", () => resolve(true))
    socket.on("error", () => resolve(false))
  })
  if (await Promise.race([connected, sleep(CONNECT_MS, false, { ref: false })]))
    return socket.setNoDelay().resume()
  socket.destroy()
  return undefined
}
