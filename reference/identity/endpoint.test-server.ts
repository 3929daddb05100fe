import { CognitoIdentity, type CreateIdentityPoolCommandInput } from "@aws-sdk/client-cognito-identity"
import { CognitoIdentityProvider } from "@aws-sdk/client-cognito-identity-provider"
import { afterAll } from "vitest"
import { Endpoint } from "../endpoint.ts"
import { serve } from "../server.ts"
import { exampleKey } from "../sigv4.ts"

export const region = "us-east-1"
export const account = "123456789012"
export const guestRole = `arn:aws:iam::${account}:role/Guest`
export const memberRole = `arn:aws:iam::${account}:role/path/Member`
export const adminRole = `arn:aws:iam::${account}:role/Admin`

/** A user pool with one app client, and its key in Logins. */
export type UserPool = { readonly id: string; readonly clientId: string; readonly provider: string }

/** The tokens of a sign-in. */
export type Tokens = { readonly id: string; readonly access: string }

/** The settings that let pools' tokens in. */
export const providers = (...pools: UserPool[]) => ({
  CognitoIdentityProviders: pools.map(({ provider, clientId }) => ({
    ProviderName: provider,
    ClientId: clientId,
  })),
})

/** An endpoint that serves until the file's tests are done, AWS's clients of it, two user pools, and what tests make. */
export async function openFixture() {
  const endpoint = new Endpoint({ region, seed: 1, ownIssuer: false, faults: [] })
  const server = await serve(endpoint, { port: 0, host: "127.0.0.1" })
  const config = { region, endpoint: endpoint.address, credentials: exampleKey, maxAttempts: 1 }
  const identity = new CognitoIdentity(config)
  const idp = new CognitoIdentityProvider(config)
  afterAll(() => {
    identity.destroy()
    idp.destroy()
    server.close()
  })

  async function newUserPool(): Promise<UserPool> {
    const { UserPool: pool } = await idp.createUserPool({ PoolName: "members" })
    const id = pool!.Id!
    const { UserPoolClient } = await idp.createUserPoolClient({
      UserPoolId: id,
      ClientName: "app",
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    })
    return { id, clientId: UserPoolClient!.ClientId!, provider: `cognito-idp.${region}.amazonaws.com/${id}` }
  }

  let users = 0

  /** A new user's name; the user is in a new group for each of these roles. */
  async function newUser(
    { id: UserPoolId, clientId: ClientId }: UserPool,
    roles: { [group: string]: string } = {},
  ): Promise<string> {
    const Username = `user-${++users}`
    await idp.signUp({ ClientId, Username, Password: "Corr3ct-password!" })
    await idp.adminConfirmSignUp({ UserPoolId, Username })
    for (const [group, RoleArn] of Object.entries(roles)) {
      const GroupName = `${group}-of-${Username}`
      await idp.createGroup({ UserPoolId, GroupName, RoleArn })
      await idp.adminAddUserToGroup({ UserPoolId, Username, GroupName })
    }
    return Username
  }

  async function signIn({ clientId }: UserPool, USERNAME: string): Promise<Tokens> {
    const { AuthenticationResult } = await idp.initiateAuth({
      ClientId: clientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME, PASSWORD: "Corr3ct-password!" },
    })
    return { id: AuthenticationResult!.IdToken!, access: AuthenticationResult!.AccessToken! }
  }

  const newMember = async (pool: UserPool, roles = {}) => signIn(pool, await newUser(pool, roles))

  async function newPool(settings: Partial<CreateIdentityPoolCommandInput> = {}): Promise<string> {
    const { IdentityPoolId } = await identity.createIdentityPool({
      IdentityPoolName: "pool",
      AllowUnauthenticatedIdentities: true,
      ...providers(userPool),
      ...settings,
    })
    return IdentityPoolId!
  }

  async function newPoolWithRoles(settings: Partial<CreateIdentityPoolCommandInput> = {}): Promise<string> {
    const IdentityPoolId = await newPool(settings)
    await identity.setIdentityPoolRoles({
      IdentityPoolId,
      Roles: { authenticated: memberRole, unauthenticated: guestRole },
    })
    return IdentityPoolId
  }

  const getId = async (IdentityPoolId: string, Logins?: Record<string, string>) =>
    (await identity.getId({ IdentityPoolId, ...(Logins && { Logins }) })).IdentityId!

  const userPool = await newUserPool()
  const otherPool = await newUserPool()
  return {
    endpoint,
    identity,
    idp,
    userPool,
    otherPool,
    newUserPool,
    newUser,
    signIn,
    newMember,
    newPool,
    newPoolWithRoles,
    getId,
  }
}

/** An error of AWS's client. */
export const refusal = (name: string, message: string) => ({
  name,
  message,
  $metadata: { httpStatusCode: 400 },
})

/** NotAuthorizedException. */
export const notAuthorized = (message: string) => refusal("NotAuthorizedException", message)

/** IDP-076. */
export const mismatch = notAuthorized(
  "Logins don't match. Please include at least one valid login for this identity or identity pool.",
)
