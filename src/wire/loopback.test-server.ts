import { once } from "node:events"
import { createServer, type RequestListener } from "node:http"
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net"
import { onTestFinished } from "vitest"

/** For tests: an HTTP server on an ephemeral loopback port, gone when the test is finished; returns its URL. */
export function serveHttp(listener: RequestListener): Promise<string> {
  return listen(createServer(listener))
}

/** For tests: a TCP server that does what it likes with each connection. */
export function serveTcp(onSocket: (socket: Socket) => void): Promise<string> {
  return listen(createTcpServer((socket) => onSocket(socket.on("error", () => {}))))
}

async function listen(server: Server): Promise<string> {
  const sockets = new Set<Socket>()
  server.on("connection", (socket: Socket) => sockets.add(socket))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  await once(server.listen(0, "127.0.0.1"), "listening")
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}
