import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { compactJson, sliceInteger, sliceString } from "./slice.ts"
import { judgeTokens, quickJudge, sliceTokens } from "./tokens.ts"

const decode = (text: string) => Buffer.from(text, "base64url").toString()
const expected = { iss: "https://issuer/pool", clientId: "client", accessSeconds: 86_400, idSeconds: 82_800 }

function token(payload: object, space?: number): string {
  return `${btoa('{"alg":"RS256"}')}.${Buffer.from(JSON.stringify(payload, undefined, space)).toString("base64url")}.signature`
}

function tokensOf(
  username: string,
  { access = {}, id = {}, space }: { access?: object; id?: object; space?: number } = {},
) {
  const common = {
    sub: "s-1",
    iss: expected.iss,
    origin_jti: "o-1",
    event_id: "e-1",
    auth_time: 1_700_000_000,
    iat: 1_700_000_000,
  }
  return [
    token(
      {
        ...common,
        client_id: "client",
        token_use: "access",
        exp: 1_700_086_400,
        jti: "j-1",
        username,
        ...access,
      },
      space,
    ),
    token(
      {
        ...common,
        "cognito:username": username,
        aud: "client",
        token_use: "id",
        exp: 1_700_082_800,
        jti: "j-2",
        email: "a@b.c",
        ...id,
      },
      space,
    ),
  ] as const
}

describe("members sliced out of JSON", () => {
  const name = fc.constantFrom("AccessToken", "Session", "sub", "jti", "username")
  const plain = fc.stringMatching(/^[\w.:/@ -]{0,40}$/)

  test("are those that JSON.parse finds", () => {
    fc.assert(
      fc.property(fc.dictionary(name, fc.oneof(plain, fc.integer())), name, (object, wanted) => {
        const json = JSON.stringify(object)
        const value = object[wanted]
        expect(sliceString(json, wanted)).toBe(typeof value === "string" ? value : undefined)
        if (typeof value === "number") expect(sliceInteger(json, wanted)).toBe(value)
        else expect(sliceInteger(json, wanted)).toBeNaN()
      }),
    )
  })

  test("are found after a member whose name ends alike", () => {
    expect(sliceString('{"origin_jti":"o","jti":"j"}', "jti")).toBe("j")
    expect(sliceString('{"cognito:username":"c","username":"u"}', "username")).toBe("u")
  })

  test("JSON with spaces is found once it is compact", () => {
    fc.assert(
      fc.property(fc.json(), fc.integer({ min: 1, max: 4 }), (json, space) => {
        expect(compactJson(JSON.stringify(JSON.parse(json), undefined, space))).toBe(
          JSON.stringify(JSON.parse(json)),
        )
      }),
    )
    expect(compactJson("{no json")).toBeUndefined()
  })
})

describe("tokens of an answer", () => {
  test("are sliced out, in whatever way it is written", () => {
    const body = {
      ChallengeParameters: {},
      AuthenticationResult: {
        AccessToken: "a.b.c",
        ExpiresIn: 3600,
        IdToken: "d.e.f",
        RefreshToken: "g",
        TokenType: "Bearer",
      },
    }
    const tokens = { access: "a.b.c", id: "d.e.f", refresh: "g" }
    expect(sliceTokens(JSON.stringify(body))).toEqual(tokens)
    expect(sliceTokens(JSON.stringify(body, undefined, 2))).toEqual(tokens)
  })

  test.each(["", "{}", "[1]", "<html>", '{"AuthenticationResult":{"AccessToken":"a.b.c"}}'])(
    "%s has none",
    (body) => {
      expect(sliceTokens(body)).toBeUndefined()
    },
  )
})

describe("a user's tokens", () => {
  test("are the user's, whether or not they are written with spaces", () => {
    const identity = { sub: "s-1", jti: "j-1", idJti: "j-2" }
    expect(judgeTokens(...tokensOf("pp-1-5"), "pp-1-5", expected, decode)).toEqual(identity)
    expect(judgeTokens(...tokensOf("pp-1-5", { space: 1 }), "pp-1-5", expected, decode)).toEqual(identity)
  })

  test("are nobody else's", () => {
    const index = fc.nat({ max: 100_000 })
    fc.assert(
      fc.property(index, index, (theirs, ours) => {
        fc.pre(theirs !== ours)
        const judged = judgeTokens(...tokensOf(`pp-1-${theirs}`), `pp-1-${ours}`, expected, decode)
        expect(judged).toBe(`access token: username is pp-1-${theirs}, expected pp-1-${ours}`)
      }),
    )
  })

  test.each([
    ["an ID token of somebody else", { id: { "cognito:username": "pp-1-6" } }, /id token: cognito:username/],
    ["an ID token with another sub", { id: { sub: "s-2" } }, /differ in sub/],
    [
      "an access token that lasts too long",
      { access: { exp: 1_700_086_401 } },
      /access token: exp - iat is 86401 s, expected 86400 s/,
    ],
    [
      "an access token that lasts ten times as long",
      { access: { exp: 17_000_864_000 } },
      /access token: exp - iat/,
    ],
    [
      "an ID token that lasts as long as the access token",
      { id: { exp: 1_700_086_400 } },
      /id token: exp - iat is 86400 s/,
    ],
    ["no exp", { access: { exp: undefined } }, /access token: exp - iat is NaN/],
  ])("%s is noticed", (_, changed, words) => {
    expect(judgeTokens(...tokensOf("pp-1-5", changed), "pp-1-5", expected, decode)).toMatch(words)
  })

  test("in each other's places are noticed", () => {
    const [access, id] = tokensOf("pp-1-5")
    expect(judgeTokens(id, access, "pp-1-5", expected, decode)).toMatch(/access token: username/)
  })

  test("that are no JWS are noticed", () => {
    const [access] = tokensOf("pp-1-5")
    expect(judgeTokens(access, "opaque", "pp-1-5", expected, decode)).toBe("a token is not a compact JWS")
    expect(
      judgeTokens(access, "a.!.c", "pp-1-5", expected, (text) => (text === "!" ? undefined : decode(text))),
    ).toBe("a token is not a compact JWS")
  })
})

describe("the quick look", () => {
  const answerOf = ([AccessToken, IdToken]: readonly [string, string], space?: number) =>
    JSON.stringify({ AuthenticationResult: { AccessToken, ExpiresIn: 3600, IdToken } }, undefined, space)
  const change = fc.record(
    {
      exp: fc.constantFrom(1_700_086_400, 1_700_082_800, 17_000_864_000, undefined),
      iat: fc.constantFrom(1_700_000_000, 1_700_000_001, 170_000_000),
      username: fc.constantFrom("pp-1-5", "pp-1-55"),
      "cognito:username": fc.constantFrom("pp-1-5", "pp-1-6"),
      sub: fc.constantFrom("s-1", "s-11"),
      jti: fc.constantFrom("j-1", undefined),
    },
    { requiredKeys: [] },
  )

  test("lets pass what the careful one lets pass, and nothing else", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(change, change)), (answers) => {
        const quick = quickJudge(expected, decode)
        for (const [access, id] of [[{}, {}], ...answers]) {
          const tokens = tokensOf("pp-1-5", { access, id })
          const careful = judgeTokens(...tokens, "pp-1-5", expected, decode)
          const seen = quick(answerOf(tokens), "pp-1-5")
          if (seen !== undefined) expect(seen).toEqual(careful)
        }
        expect(quick(answerOf(tokensOf("pp-1-5")), "pp-1-5")).toEqual({
          sub: "s-1",
          jti: "j-1",
          idJti: "j-2",
        })
      }),
    )
  })

  test("gives no verdict on what is written with spaces, opaque or missing", () => {
    const quick = quickJudge(expected, decode)
    const [access, id] = tokensOf("pp-1-5")
    expect(quick(answerOf([access, id], 1), "pp-1-5")).toBeUndefined()
    expect(quick(answerOf(["opaque", id]), "pp-1-5")).toBeUndefined()
    expect(quick(answerOf([id, access]), "pp-1-5")).toBeUndefined()
    expect(quick("{}", "pp-1-5")).toBeUndefined()
  })
})
