import { createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject, sign } from "node:crypto"
import { once } from "node:events"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"

/** Somebody with an RSA key pair that no user pool knows, and with a certificate that he made for it himself. */
export class Stranger {
  readonly jwk: JsonWebKey
  /** A self-signed X.509 certificate in DER. */
  readonly certificate: Buffer
  readonly #privateKey: KeyObject

  constructor() {
    this.#privateKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey
    const publicKey = createPublicKey(this.#privateKey)
    this.jwk = publicKey.export({ format: "jwk" })
    this.certificate = selfSigned(publicKey, this.#privateKey)
  }

  /** The RS256 signature of a text, in base64url. */
  sign(text: string): string {
    return sign("RSA-SHA256", Buffer.from(text), this.#privateKey).toString("base64url")
  }
}

/**
 * Where a stranger's key really can be had, for endpoints that follow the address in a token's header. None should:
 * whoever asks is counted.
 */
export class KeyHost {
  /** A JWKS with the key, under the `kid` that the host was started with. */
  readonly jwksUrl: string
  /** The certificate in PEM. */
  readonly certificateUrl: string
  readonly #server: Server
  #requests = 0

  /** Listens on a free loopback port. */
  static async start({ jwk, certificate }: Stranger, kid: string): Promise<KeyHost> {
    const jwks = JSON.stringify({ keys: [{ ...jwk, kid, alg: "RS256", use: "sig" }] })
    const lines = certificate.toString("base64").match(/.{1,64}/g)!
    const pem = ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n")
    const server = createServer((request, response) => {
      host.#requests++
      const [type, body] = request.url === JWKS ? ["json", jwks] : ["x-pem-file", pem]
      response.writeHead(200, { "content-type": `application/${type}` }).end(body)
    })
    await once(server.listen(0, "127.0.0.1"), "listening")
    const host = new KeyHost(server)
    return host
  }

  private constructor(server: Server) {
    this.#server = server
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    this.jwksUrl = origin + JWKS
    this.certificateUrl = `${origin}/certificate.pem`
  }

  /** How often anybody asked for anything. */
  get requests(): number {
    return this.#requests
  }

  async close(): Promise<void> {
    const closed = once(this.#server, "close")
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }
}

const JWKS = "/.well-known/jwks.json"

/** The least certificate of RFC 5280: version 1, valid from 2020 to 2049. */
function selfSigned(publicKey: KeyObject, privateKey: KeyObject): Buffer {
  const name = sequence(der(0x31, sequence(der(0x06, hex("550403")), der(0x0c, Buffer.from("stranger")))))
  const validity = sequence(...["200101000000Z", "491231235959Z"].map((at) => der(0x17, Buffer.from(at))))
  const sha256WithRsa = sequence(der(0x06, hex("2a864886f70d01010b")), der(0x05))
  const key = publicKey.export({ type: "spki", format: "der" })
  const signed = sequence(der(0x02, hex("01")), sha256WithRsa, name, validity, name, key)
  const signature = sign("RSA-SHA256", signed, privateKey)
  return sequence(signed, sha256WithRsa, der(0x03, hex("00"), signature))
}

/** ASN.1: a tag, the length of what follows, and that. */
function der(tag: number, ...contents: Buffer[]): Buffer {
  const body = Buffer.concat(contents)
  const digits = body.length.toString(16)
  const size = hex(digits.length % 2 === 0 ? digits : `0${digits}`)
  const length = body.length < 0x80 ? size : Buffer.from([0x80 | size.length, ...size])
  return Buffer.concat([Buffer.from([tag]), length, body])
}

const sequence = (...contents: Buffer[]) => der(0x30, ...contents)
const hex = (digits: string) => Buffer.from(digits, "hex")
