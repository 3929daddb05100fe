import { beforeAll, expect, test } from "vitest"
import { LambdaDouble } from "../../src/doubles/lambda.ts"
import { VERB_NAMES, type Verb } from "../../src/scenario/documents.ts"
import { loadTarget } from "../../src/target/load.ts"
import { type OpenTarget, openTarget } from "../../src/target/open.ts"
import type { CaseResult } from "../../src/verdict/result.ts"
import { inFrontOf, play } from "./verbs.test-kit.ts"

/** The keys that were asked for first, for ever. */
function withFirstKeys(): (path: string, body: string) => string {
  let first: string | undefined
  return (path, body) => {
    if (!path.endsWith("jwks.json")) return body
    first ??= body
    return first
  }
}

/** Of each verb one use, and a lie that it must notice: what the server's answer to some request becomes. */
const VERBS: Record<
  Verb,
  { given?: string; use?: string; steps: string; lie: (path: string, body: string) => string }
> = {
  call: {
    steps:
      '- call: idp.AdminGetUser\n    with: { UserPoolId: "${app.pool.id}", Username: "${app.user.name}" }\n    returns: { UserStatus: CONFIRMED }',
    lie: (_, body) => body.replace('"UserStatus":"CONFIRMED"', '"UserStatus":"UNCONFIRMED"'),
  },
  flow: {
    steps:
      '- flow: userSrp\n    as: ${app.client}\n    with: { Username: "${app.user.name}", Password: "${app.user.password}" }',
    lie: (_, body) => body.replace(/"SRP_B":"./, '"SRP_B":"z'),
  },
  http: {
    steps:
      '- http: { url: "${target.endpoint}/nowhere" }\n    responds: { status: 404 }\n    returns: { message: Not found }',
    lie: (_, body) => body.replace("Not found", "Found"),
  },
  token: {
    steps: '- token: ${app.idToken}\n    verify: { pool: "${app.pool}", use: id, client: "${app.client}" }',
    use: "fixtures/user-signed-in",
    lie: (path, body) => (path.endsWith("jwks.json") ? '{"keys":[]}' : body),
  },
  relyingParty: {
    use: "fixtures/user-signed-in",
    steps: `- id: party
    relyingParty: aws-jwt-verify
    pool: \${app.pool}
  - token: \${app.idToken}
    verify: { by: "\${party}", use: id, client: "\${app.client}" }
  - token: \${app.idToken}
    verify: { by: "\${party}", use: id, client: "\${app.client}" }
  - check: \${party}
    is: { fetches: 1, verified: 2, kids: { $len: 1 } }`,
    lie: (path, body) => (path.endsWith("jwks.json") ? body.replace(/"n":"./g, '"n":"z') : body),
  },
  jwks: {
    steps: "- jwks: ${app.pool}\n    returns: { keys: { $each: { alg: RS256 } } }",
    lie: (_, body) => body.replaceAll('"alg":"RS256"', '"alg":"none"'),
  },
  discovery: {
    steps: "- discovery: ${app.pool}\n    returns: { issuer: { $contains: cognito-idp } }",
    lie: (_, body) => body.replaceAll("cognito-idp", "cognito"),
  },
  inbox: {
    use: "fixtures/user-signed-up",
    steps:
      '- inbox: { pool: "${app.pool}", user: "${app.user.name}", to: "${app.user.email}", within: 200ms }\n    returns: { code: { $match: "^[0-9]{6}$" } }',
    lie: (_, body) => body.replace(/"code":"\d+"/, '"code":"no"'),
  },
  trigger: {
    given: "  hook: { gen: functionArn }\n",
    steps:
      "- trigger: ${hook}\n    answer: { response: {} }\n  - trigger: ${hook}\n    events: []\n  - call: idp.ListUserPools\n    with: { MaxResults: 1 }",
    lie: () => "[]",
  },
  clock: {
    use: "fixtures/pool-own",
    steps:
      '- clock: { pool: "${app.pool}", advance: 1h }\n  - call: idp.AdminCreateUser\n    with: { UserPoolId: "${app.pool.id}", Username: somebody, MessageAction: SUPPRESS }\n    returns: { User: { UserCreateDate: { $epoch: { within: 5m } } } }',
    lie: (_, body) => body.replace(/"UserCreateDate":[\d.]+/, '"UserCreateDate":1'),
  },
  check: {
    steps:
      '- id: seen\n    call: idp.DescribeUserPool\n    with: { UserPoolId: "${app.pool.id}" }\n  - check: ${seen.UserPool.Id}\n    is: ${app.pool.id}',
    lie: (_, body) => body.replaceAll(/"Id":"us-east-1_\w+"/g, '"Id":"us-east-1_other0000"'),
  },
  paginate: {
    steps:
      '- paginate: idp.ListUsers\n    with: { UserPoolId: "${app.pool.id}", Limit: 1 }\n    items: Users\n    by: Username',
    lie: (_, body) => body.replace('{"Users":[', '{"PaginationToken":"again","Users":['),
  },
  race: {
    given: "  user: { gen: user }\n",
    steps:
      '- race:\n      width: 2\n      do: { call: idp.SignUp, as: "${app.client}", with: { Username: "${user.name}", Password: "${user.password}" } }\n    outcomes: [{ exactly: 1 }, { rest: true, fails: UsernameExistsException }]',
    lie: (_, body) => body.replace("UsernameExistsException", "NotAuthorizedException"),
  },
  stream: {
    use: "fixtures/pool-own-user",
    steps: `- id: party
    relyingParty: jose
    pool: \${app.pool}
    cooldown: 0s
  - stream:
      of: 30
      atOnce: 10
      do:
        - flow: userPassword
          as: \${app.client}
          with: { Username: "\${app.user.name}", Password: "\${app.user.password}" }
          save: { idToken: AuthenticationResult.IdToken }
        - token: \${idToken}
          verify: { by: "\${party}", use: id, client: "\${app.client}" }
      meanwhile:
        - after: 10
          do: [{ jwks: "\${app.pool}", do: rotate }]
  - check: \${party}
    is: { fetches: 2, verified: 30, kids: { $len: 2 } }`,
    lie: withFirstKeys(),
  },
  use: {
    steps:
      '- use: fixtures/pool-own\n    save: own\n  - check: ${own.pool.id}\n    is: { $match: "^us-east-1_" }',
    lie: (_, body) => body.replaceAll(/"Id":"us-east-1_/g, '"Id":"eu-west-9_'),
  },
  model: {
    steps:
      '- model: models/user-lifecycle\n    with: { pool: "${app.pool}", client: "${app.client}" }\n    runs: 1',
    lie: (_, body) => body.replace('"UserStatus":"CONFIRMED"', '"UserStatus":"UNCONFIRMED"'),
  },
}

let target: OpenTarget
let lambda: LambdaDouble
const signal = new AbortController().signal

beforeAll(async () => {
  lambda = await LambdaDouble.start()
  target = await openTarget(loadTarget("reference"), { signal, runId: "verbs", doubles: { lambda } })
  return async () => {
    await target.close()
    await lambda.close()
  }
})

async function verdictOf(verb: Verb, on: OpenTarget): Promise<CaseResult> {
  const { given = "", use = "fixtures/user-confirmed", steps } = VERBS[verb]
  const [result] = await play(
    `use: { app: ${use} }\n${given && `given:\n${given}`}steps:\n  ${steps}\n`,
    on,
    { lambda },
  )
  return result!
}

test.each(VERB_NAMES)("%s holds on the reference, and notices a lie", async (verb) => {
  const held = await verdictOf(verb, target)
  expect([held.verdict, held.reason]).toEqual(["pass", undefined])
  const { url, close } = await inFrontOf(target, VERBS[verb].lie)
  const lying = await openTarget(loadTarget("reference"), {
    endpoint: url,
    signal,
    runId: `liar-${verb}`,
    doubles: { lambda },
  }).catch(() => undefined)
  const noticed = lying ? await verdictOf(verb, lying) : undefined
  expect(noticed?.verdict).not.toBe("pass")
  await lying?.close()
  close()
})
