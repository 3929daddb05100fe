import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { Secrets } from "./secrets.ts"

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "poolproof-secrets-"))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

test("secrets come from the environment, files and commands, and are remembered", async () => {
  const dir = folder()
  writeFileSync(join(dir, "key.txt"), "from a file\n")
  const secrets = new Secrets(join(dir, "t.yaml"), { KEY: "from env" })
  const command = [process.execPath, "-e", "console.log('from a command')"]
  expect(await secrets.read("plain")).toBe("plain")
  expect(await secrets.read({ secret: "KEY" })).toBe("from env")
  expect(await secrets.read({ secret: { env: "KEY" } })).toBe("from env")
  expect(await secrets.read({ secret: { file: "key.txt" } })).toBe("from a file")
  expect(await secrets.read({ secret: { command } })).toBe("from a command")
  expect(secrets.values).toEqual(["from env", "from a file", "from a command"])
})

test.for([
  [{ secret: "NOT_SET" }, "the environment variable NOT_SET is not set"],
  [{ secret: { file: "nowhere.txt" } }, "ENOENT"],
  [{ secret: { command: [process.execPath, "-e", "process.exit(1)"] } }, "Command failed"],
  [{ secret: { command: [process.execPath, "-e", ""] } }, "prints nothing"],
] as const)("%j is missing", async ([reference, why]) => {
  const secrets = new Secrets("t.yaml", {})
  const reading = secrets.read(structuredClone(reference) as never)
  await expect(reading).rejects.toMatchObject({ exitCode: 3, message: expect.stringContaining(why) })
})

test("`auth: aws` prefers the environment, and then reads the shared credentials file", async () => {
  const dir = folder()
  const file = join(dir, "credentials")
  writeFileSync(
    file,
    "[default]\naws_access_key_id = AKIA1\naws_secret_access_key=s1\n\n# x\n[ci]\naws_access_key_id=AKIA2\naws_secret_access_key=s=2\naws_session_token=t2\n",
  )
  const read = (env: NodeJS.ProcessEnv) =>
    new Secrets("t.yaml", { AWS_SHARED_CREDENTIALS_FILE: file, ...env }).credentials("aws")
  expect(await read({ AWS_ACCESS_KEY_ID: "AKIA0", AWS_SECRET_ACCESS_KEY: "s0" })).toEqual({
    accessKeyId: "AKIA0",
    secretAccessKey: "s0",
  })
  expect(await read({})).toEqual({ accessKeyId: "AKIA1", secretAccessKey: "s1" })
  expect(await read({ AWS_PROFILE: "ci" })).toEqual({
    accessKeyId: "AKIA2",
    secretAccessKey: "s=2",
    sessionToken: "t2",
  })
  await expect(read({ AWS_PROFILE: "other" })).rejects.toThrow("has no key pair in [other]")
  await expect(read({ AWS_SHARED_CREDENTIALS_FILE: join(dir, "none") })).rejects.toMatchObject({
    exitCode: 3,
  })
})

test("no `auth` is unsigned, and a key pair may be part secret", async () => {
  const secrets = new Secrets("t.yaml", { KEY: "hidden" })
  expect(await secrets.credentials(undefined)).toBeUndefined()
  expect(await secrets.credentials("none")).toBeUndefined()
  const pair = { accessKeyId: "AKIA", secretAccessKey: { secret: "KEY" } }
  expect(await secrets.credentials(pair)).toEqual({ accessKeyId: "AKIA", secretAccessKey: "hidden" })
  expect(secrets.values).toEqual(["hidden"])
})
