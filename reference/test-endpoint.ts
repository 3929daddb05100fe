import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientRequest,
  CreateUserPoolCommand,
  type CreateUserPoolRequest,
} from "@aws-sdk/client-cognito-identity-provider"
import { idpModel } from "./model.ts"
import { exampleKey } from "./sigv4.ts"

/** Errors of the protocol, which no operation declares. */
const undeclared = ["UnrecognizedClientException", "InvalidSignatureException", "UnknownOperationException"]

/** A running reference endpoint and the AWS SDK pointed at it; for tests. */
export class TestEndpoint {
  readonly url: string
  readonly sdk: CognitoIdentityProviderClient
  readonly #process: ChildProcess

  static async start(...options: string[]): Promise<TestEndpoint> {
    const main = fileURLToPath(new URL("main.ts", import.meta.url))
    const child = spawn(process.execPath, [main, ...options], { stdio: ["ignore", "pipe", "inherit"] })
    const [line] = (await once(child.stdout, "data")) as [Buffer]
    return new TestEndpoint(child, (JSON.parse(line.toString()) as { endpoint: string }).endpoint)
  }

  private constructor(child: ChildProcess, url: string) {
    this.#process = child
    this.url = url
    this.sdk = new CognitoIdentityProviderClient({
      endpoint: url,
      region: "us-east-1",
      credentials: exampleKey,
      maxAttempts: 1,
    })
    // Whatever a test makes fail, the operation's model must know the error.
    this.sdk.middlewareStack.add(
      (next, { commandName }) =>
        async (args) =>
          next(args).catch((error: Error) => {
            const declared = idpModel.operations[commandName!.replace("Command", "")]!.errors
            if (declared.includes(error.name) || undeclared.includes(error.name)) throw error
            throw new Error(`${commandName} does not declare ${error.name}: ${error.message}`)
          }),
      { step: "initialize" },
    )
  }

  /** Calls a test control; the body makes it a POST. */
  async control<T = unknown>(path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.url}/_reference/${path}`, {
      ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
    })
    return (await response.json()) as T
  }

  /** The last code that a user of a pool was sent. */
  async lastCode(userPoolId: string, username: string): Promise<string> {
    const { messages } = await this.control<{ messages: { code: string }[] }>(
      `messages?userPoolId=${userPoolId}&username=${username}`,
    )
    return messages.at(-1)!.code
  }

  async newPool(pool: Partial<CreateUserPoolRequest> = {}): Promise<string> {
    const { UserPool } = await this.sdk.send(new CreateUserPoolCommand({ PoolName: "test", ...pool }))
    return UserPool!.Id!
  }

  /** A client that may sign in by password, by SRP and by refreshing. */
  async newClient(UserPoolId: string, client: Partial<CreateUserPoolClientRequest> = {}): Promise<string> {
    const { UserPoolClient } = await this.sdk.send(
      new CreateUserPoolClientCommand({
        UserPoolId,
        ClientName: "test",
        ExplicitAuthFlows: [
          "ALLOW_USER_PASSWORD_AUTH",
          "ALLOW_ADMIN_USER_PASSWORD_AUTH",
          "ALLOW_USER_SRP_AUTH",
          "ALLOW_REFRESH_TOKEN_AUTH",
        ],
        ...client,
      }),
    )
    return UserPoolClient!.ClientId!
  }

  /** A confirmed user with the password `password`. */
  async newUser(
    UserPoolId: string,
    Username: string,
    attributes: Record<string, string> = {},
  ): Promise<void> {
    const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }))
    await this.sdk.send(
      new AdminCreateUserCommand({ UserPoolId, Username, UserAttributes, MessageAction: "SUPPRESS" }),
    )
    const permanent = { UserPoolId, Username, Password: password, Permanent: true }
    await this.sdk.send(new AdminSetUserPasswordCommand(permanent))
  }

  async stop(): Promise<void> {
    this.#process.kill()
    await once(this.#process, "exit")
  }
}

export const password = "Passw0rd!"
