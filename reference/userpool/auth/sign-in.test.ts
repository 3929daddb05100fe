import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminInitiateAuthCommand,
  AdminResetUserPasswordCommand,
  AdminRespondToAuthChallengeCommand,
  GetUserCommand,
  InitiateAuthCommand,
  type InitiateAuthRequest,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider"
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
} from "amazon-cognito-identity-js"
import { CognitoJwtVerifier } from "aws-jwt-verify"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { password, TestEndpoint } from "../../test-endpoint.ts"

let reference: TestEndpoint
let pool: string
let ClientId: string
beforeAll(async () => {
  reference = await TestEndpoint.start()
  pool = await reference.newPool()
  ClientId = await reference.newClient(pool)
})
afterAll(() => reference.stop())

const signIn = (USERNAME: string, PASSWORD = password, given: Partial<InitiateAuthRequest> = {}) =>
  reference.sdk.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME, PASSWORD },
      ...given,
    }),
  )
const fails = (name: string, message: string) => expect.objectContaining({ name, message })

describe("by password", () => {
  test("gives tokens that aws-jwt-verify takes", async () => {
    await reference.newUser(pool, "ann", { email: "ann@example.com", email_verified: "true" })
    const { AuthenticationResult, ChallengeParameters, Session, ChallengeName } = await signIn("ann")
    expect({ ChallengeParameters, Session, ChallengeName }).toEqual({ ChallengeParameters: {} })
    expect(AuthenticationResult).toMatchObject({ ExpiresIn: 3600, TokenType: "Bearer" })
    const jwks = await (await fetch(`${reference.url}/${pool}/.well-known/jwks.json`)).json()
    const verifier = CognitoJwtVerifier.create({ userPoolId: pool, clientId: ClientId })
    verifier.cacheJwks(jwks as Parameters<typeof verifier.cacheJwks>[0])
    const id = await verifier.verify(AuthenticationResult!.IdToken!, { tokenUse: "id" })
    const access = await verifier.verify(AuthenticationResult!.AccessToken!, { tokenUse: "access" })
    expect(id).toMatchObject({ "cognito:username": "ann", email: "ann@example.com", email_verified: true })
    expect(access).toMatchObject({ username: "ann", scope: "aws.cognito.signin.user.admin", sub: id.sub })
    expect(access).not.toHaveProperty("email")
    expect([id.origin_jti, id.event_id]).toEqual([access.origin_jti, access.event_id])
    expect(id.jti).not.toBe(access.jti)
    expect(AuthenticationResult!.RefreshToken!.split(".")).toHaveLength(5)
    const kids = [AuthenticationResult!.IdToken!, AuthenticationResult!.AccessToken!].map(
      (token) => JSON.parse(Buffer.from(token.split(".")[0]!, "base64url").toString()) as { kid: string },
    )
    expect(kids[0]!.kid).not.toBe(kids[1]!.kid)
  })

  test("refuses a wrong password and an unknown user", async () => {
    const wrong = fails("NotAuthorizedException", "Incorrect username or password.")
    await expect(signIn("ann", "wrong")).rejects.toThrow(wrong)
    await expect(signIn("nobody")).rejects.toThrow(fails("UserNotFoundException", "User does not exist."))
    const hiding = await reference.newClient(pool, {
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
      PreventUserExistenceErrors: "ENABLED",
    })
    await expect(signIn("nobody", password, { ClientId: hiding })).rejects.toThrow(wrong)
  })

  test("locks a user out after five wrong passwords, for longer each time (AUTH-027)", async () => {
    await reference.newUser(pool, "lou")
    const wrong = fails("NotAuthorizedException", "Incorrect username or password.")
    const locked = fails("NotAuthorizedException", "Password attempts exceeded")
    const pass = (advanceSeconds: number) => reference.control("clock", { userPoolId: pool, advanceSeconds })
    for (let i = 0; i < 5; i++) await expect(signIn("lou", "wrong")).rejects.toThrow(wrong)
    await expect(signIn("lou")).rejects.toThrow(locked)
    await pass(1)
    await expect(signIn("lou", "wrong")).rejects.toThrow(wrong)
    await pass(1)
    await expect(signIn("lou")).rejects.toThrow(locked)
    await pass(1)
    expect((await signIn("lou")).AuthenticationResult).toBeDefined()
  })

  test("refuses who may not sign in", async () => {
    await reference.newUser(pool, "dis")
    await reference.newUser(pool, "res", { email: "res@example.com", email_verified: "true" })
    await reference.sdk.send(new AdminDisableUserCommand({ UserPoolId: pool, Username: "dis" }))
    await reference.sdk.send(new AdminResetUserPasswordCommand({ UserPoolId: pool, Username: "res" }))
    await expect(signIn("dis")).rejects.toThrow(fails("NotAuthorizedException", "User is disabled."))
    await expect(signIn("res")).rejects.toThrow(
      fails("PasswordResetRequiredException", "Password reset required for the user"),
    )
  })

  test("is refused to a client that does not allow it", async () => {
    const srpOnly = await reference.newClient(pool, { ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"] })
    await expect(signIn("ann", password, { ClientId: srpOnly })).rejects.toThrow(
      fails("InvalidParameterException", "USER_PASSWORD_AUTH flow not enabled for this client"),
    )
    await expect(signIn("ann", password, { AuthFlow: "ADMIN_USER_PASSWORD_AUTH" })).rejects.toThrow(
      fails("InvalidParameterException", "Initiate Auth method not supported."),
    )
    await expect(signIn("ann", password, { AuthParameters: {} })).rejects.toThrow(
      fails("InvalidParameterException", "Missing required parameter USERNAME"),
    )
  })
})

describe("by SRP", () => {
  const srp = (Username: string, Password: string) =>
    new Promise<CognitoUserSession>((resolve, reject) => {
      const Pool = new CognitoUserPool({ UserPoolId: pool, ClientId, endpoint: reference.url })
      new CognitoUser({ Username, Pool }).authenticateUser(
        new AuthenticationDetails({ Username, Password }),
        {
          onSuccess: resolve,
          onFailure: reject,
        },
      )
    })

  test("amazon-cognito-identity-js signs in, and not with a wrong password", async () => {
    await reference.newUser(pool, "sue")
    const session = await srp("sue", password)
    expect(session.getAccessToken().payload.username).toBe("sue")
    await expect(srp("sue", "Wr0ng!!!!")).rejects.toMatchObject({
      name: "NotAuthorizedException",
      message: "Incorrect username or password.",
    })
  })

  test("a user who does not exist looks the same every time to a client that hides it (AUTH-046)", async () => {
    const hiding = await reference.newClient(pool, { PreventUserExistenceErrors: "ENABLED" })
    const start = async () => {
      const { ChallengeName, ChallengeParameters, Session } = await reference.sdk.send(
        new InitiateAuthCommand({
          ClientId: hiding,
          AuthFlow: "USER_SRP_AUTH",
          AuthParameters: { USERNAME: "nobody", SRP_A: "a".repeat(64) },
        }),
      )
      return {
        ...(ChallengeParameters as Record<"SALT" | "USERNAME" | "SRP_B", string>),
        ChallengeName,
        Session,
      }
    }
    const [first, second] = [await start(), await start()]
    expect(first.ChallengeName).toBe("PASSWORD_VERIFIER")
    expect(first.Session).toBeUndefined()
    expect([second.SALT, second.USERNAME]).toEqual([first.SALT, first.USERNAME])
    expect(second.SRP_B).not.toBe(first.SRP_B)
  })
})

describe("with a temporary password", () => {
  const invite = (Username: string) =>
    reference.sdk.send(
      new AdminCreateUserCommand({ UserPoolId: pool, Username, TemporaryPassword: "Temp0rary!" }),
    )

  test("a new one must be chosen; a refused one leaves the session usable, a used session not", async () => {
    const { User } = await invite("tom")
    expect(User).toMatchObject({ Username: "tom", Enabled: true, UserStatus: "FORCE_CHANGE_PASSWORD" })
    const { ChallengeName, ChallengeParameters, Session } = await reference.sdk.send(
      new AdminInitiateAuthCommand({
        UserPoolId: pool,
        ClientId,
        AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: "tom", PASSWORD: "Temp0rary!" },
      }),
    )
    expect({ ChallengeName, ChallengeParameters }).toEqual({
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      ChallengeParameters: { USER_ID_FOR_SRP: "tom", requiredAttributes: "[]", userAttributes: "{}" },
    })
    const answer = (NEW_PASSWORD: string) =>
      reference.sdk.send(
        new AdminRespondToAuthChallengeCommand({
          UserPoolId: pool,
          ClientId,
          ChallengeName,
          Session,
          ChallengeResponses: { USERNAME: "tom", NEW_PASSWORD },
        }),
      )
    await expect(answer("weak")).rejects.toThrow(
      fails("InvalidPasswordException", "Password does not conform to policy: Password not long enough"),
    )
    expect((await answer(password)).AuthenticationResult?.AccessToken).toBeDefined()
    await expect(answer(password)).rejects.toThrow(
      fails("NotAuthorizedException", "Invalid session for the user, session can only be used once."),
    )
    expect((await signIn("tom")).AuthenticationResult).toBeDefined()
  })

  test("a session does not outlive its user", async () => {
    await invite("gone")
    const { ChallengeName, Session } = await signIn("gone", "Temp0rary!")
    await reference.sdk.send(new AdminDeleteUserCommand({ UserPoolId: pool, Username: "gone" }))
    const answer = new RespondToAuthChallengeCommand({
      ClientId,
      ChallengeName,
      Session,
      ChallengeResponses: { USERNAME: "gone", NEW_PASSWORD: password },
    })
    await expect(reference.sdk.send(answer)).rejects.toThrow(
      fails("UserNotFoundException", "User does not exist."),
    )
  })

  test("a session ends with AuthSessionValidity, a temporary password after a week", async () => {
    await invite("una")
    const { ChallengeName, Session } = await signIn("una", "Temp0rary!")
    await reference.control("clock", { userPoolId: pool, advanceSeconds: 180 })
    const late = new RespondToAuthChallengeCommand({
      ClientId,
      ChallengeName,
      Session,
      ChallengeResponses: { USERNAME: "una", NEW_PASSWORD: password },
    })
    await expect(reference.sdk.send(late)).rejects.toThrow(
      fails("NotAuthorizedException", "Invalid session for the user, session is expired."),
    )
    await reference.control("clock", { userPoolId: pool, advanceSeconds: 7 * 86_400 })
    await expect(signIn("una", "Temp0rary!")).rejects.toThrow(
      fails(
        "NotAuthorizedException",
        "Temporary password has expired and must be reset by an administrator.",
      ),
    )
  })
})

test("an access token ends on the pool's clock", async () => {
  await reference.newUser(pool, "vic")
  const { AuthenticationResult } = await signIn("vic")
  const get = () => reference.sdk.send(new GetUserCommand({ AccessToken: AuthenticationResult!.AccessToken }))
  expect((await get()).Username).toBe("vic")
  await reference.control("clock", { userPoolId: pool, advanceSeconds: 3600 })
  await expect(get()).rejects.toThrow(fails("NotAuthorizedException", "Access Token has expired"))
})
