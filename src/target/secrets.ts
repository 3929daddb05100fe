import { execFile } from "node:child_process"
import { readFile } from "node:fs/promises"
import { homedir } from "node:os"
import { dirname, join, resolve } from "node:path"
import { promisify } from "node:util"
import { PoolproofError } from "../scenario/problem.ts"
import type { Credentials } from "../wire/sigv4.ts"
import type { SecretReference, TargetProfile } from "./profile.ts"

/** Reads what a target file keeps elsewhere, and remembers every value, so that no artefact shows one. */
export class Secrets {
  readonly values: string[] = []
  readonly #file: string
  readonly #env: NodeJS.ProcessEnv

  constructor(file: string, env: NodeJS.ProcessEnv = process.env) {
    this.#file = file
    this.#env = env
  }

  /** @throws PoolproofError (exit 3) when it is not there. */
  async read(value: string | SecretReference): Promise<string> {
    if (typeof value === "string") return value
    const { secret } = value
    if (typeof secret === "string")
      return this.#keep(this.#env[secret], `the environment variable ${secret} is not set`)
    if ("env" in secret)
      return this.#keep(this.#env[secret.env], `the environment variable ${secret.env} is not set`)
    if ("file" in secret) {
      const path = resolve(dirname(this.#file), secret.file)
      const text = await readFile(path, "utf8").catch((error: Error) => this.#missing(error.message))
      return this.#keep(text.replace(/\r?\n$/, ""), `${path} is empty`)
    }
    const [program, ...args] = secret.command
    const { stdout } = await promisify(execFile)(program!, args, {
      timeout: 30_000,
      cwd: dirname(resolve(this.#file)),
    }).catch((error: Error) => this.#missing(error.message))
    return this.#keep(stdout.replace(/\r?\n$/, ""), `\`${secret.command.join(" ")}\` prints nothing`)
  }

  /** The key pair that the profile names; undefined where calls go unsigned. */
  async credentials(auth: TargetProfile["auth"]): Promise<Credentials | undefined> {
    if (auth === undefined || auth === "none") return undefined
    if (auth === "aws") return this.#awsCredentials()
    const [accessKeyId, secretAccessKey] = [
      await this.read(auth.accessKeyId),
      await this.read(auth.secretAccessKey),
    ]
    if (auth.sessionToken === undefined) return { accessKeyId, secretAccessKey }
    return { accessKeyId, secretAccessKey, sessionToken: await this.read(auth.sessionToken) }
  }

  /** As AWS's own tools look for them: the environment, or else the profile of the shared credentials file. */
  async #awsCredentials(): Promise<Credentials> {
    const env = this.#env
    const found = env.AWS_ACCESS_KEY_ID
      ? { id: env.AWS_ACCESS_KEY_ID, key: env.AWS_SECRET_ACCESS_KEY, token: env.AWS_SESSION_TOKEN }
      : await this.#sharedFile()
    const secretAccessKey = this.#keep(found.key, "there is an AWS access key id without its secret key")
    const sessionToken = found.token ? { sessionToken: this.#keep(found.token, "") } : {}
    return { accessKeyId: found.id, secretAccessKey, ...sessionToken }
  }

  async #sharedFile(): Promise<{ id: string; key: string | undefined; token: string | undefined }> {
    const path = this.#env.AWS_SHARED_CREDENTIALS_FILE ?? join(homedir(), ".aws", "credentials")
    const profile = this.#env.AWS_PROFILE ?? "default"
    const text = await readFile(path, "utf8").catch((error: Error) =>
      this.#missing(
        `\`auth: aws\` found neither AWS_ACCESS_KEY_ID nor the shared credentials file (${error.message})`,
      ),
    )
    const section = readIni(text).get(profile)
    const id = section?.get("aws_access_key_id")
    if (!section || !id) return this.#missing(`${path} has no key pair in [${profile}]`)
    return { id, key: section.get("aws_secret_access_key"), token: section.get("aws_session_token") }
  }

  #keep(value: string | undefined, otherwise: string): string {
    if (!value) return this.#missing(otherwise)
    if (!this.values.includes(value)) this.values.push(value)
    return value
  }

  #missing(why: string): never {
    throw new PoolproofError(`${this.#file}: a secret is missing: ${why}`, 3)
  }
}

function readIni(text: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>()
  let section = new Map<string, string>()
  for (const line of text.split(/\r?\n/)) {
    const [, header] = /^\s*\[\s*(.+?)\s*\]/.exec(line) ?? []
    const [, key, value] = /^\s*([^#;\s=][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    if (header) {
      section = new Map()
      sections.set(header, section)
    }
    if (key) section.set(key, value!)
  }
  return sections
}
