import { createPublicKey, verify, X509Certificate } from "node:crypto"
import { expect, onTestFinished, test } from "vitest"
import { KeyHost, Stranger } from "./stranger.ts"

const stranger = new Stranger()
const publicKey = createPublicKey({ key: stranger.jwk as never, format: "jwk" })

test("what a stranger signs is his key's", () => {
  const signature = Buffer.from(stranger.sign("text"), "base64url")
  expect(verify("RSA-SHA256", Buffer.from("text"), publicKey, signature)).toBe(true)
})

test("his certificate is for that key, by that key", () => {
  const certificate = new X509Certificate(stranger.certificate)
  expect(certificate.verify(publicKey)).toBe(true)
  expect(certificate.publicKey.equals(publicKey)).toBe(true)
  expect(certificate.subject).toBe("CN=stranger")
  expect(certificate.validToDate.getUTCFullYear()).toBe(2049)
})

test("a host serves both, and counts", async () => {
  const host = await KeyHost.start(stranger, "key+1=")
  onTestFinished(() => host.close())
  expect(host.requests).toBe(0)
  const jwks = await (await fetch(host.jwksUrl)).json()
  expect(jwks).toEqual({ keys: [{ ...stranger.jwk, kid: "key+1=", alg: "RS256", use: "sig" }] })
  const pem = await (await fetch(host.certificateUrl)).text()
  expect(new X509Certificate(pem).raw).toEqual(new X509Certificate(stranger.certificate).raw)
  expect(host.requests).toBe(2)
})
