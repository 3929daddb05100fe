import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { loadTarget } from "../../src/target/load.ts"
import { openTarget } from "../../src/target/open.ts"
import { parseTarget } from "../../src/target/profile.ts"
import { serveHttp } from "../../src/wire/loopback.test-server.ts"
import {
  later,
  newFolder,
  poolNames,
  poolproof,
  recordIn,
  serve,
  tidy,
  withVerdict,
} from "./command.test-kit.ts"

afterAll(tidy)

function profileIn(folder: string, file = "poolproof.yaml") {
  const { profile, problems } = parseTarget(file, readFileSync(join(folder, file), "utf8"))
  expect(problems).toEqual([])
  return profile!
}

describe("against the reference", () => {
  let endpoint: string
  const folder = newFolder()
  beforeAll(async () => {
    endpoint = (await serve()).url
  })

  test("init writes a file that conforms as it is, and leaves nothing behind", async () => {
    const { code, stdout, text } = await poolproof(["init", "--endpoint", endpoint], { cwd: folder })
    expect(code, text).toBe(0)
    expect(stdout).toMatch(/ is reference \(GET \/_reference\/faults\)\n/)
    expect(stdout).toMatch(/^codes +can be read$/m)
    expect(stdout).not.toMatch(/^takes/m)
    expect(stdout).toMatch(/next: npx poolproof run poolproof\.yaml/)
    expect(await poolNames(endpoint)).toEqual([])
    expect(profileIn(folder)).toMatchObject({
      name: "reference",
      endpoint,
      endpoints: { identity: "${endpoint}", sts: "${endpoint}" },
      region: "us-east-1",
      accountId: "123456789012",
      adapters: { inbox: { kind: "http" }, clock: { kind: "http" } },
    })
    const run = await poolproof(["run", "poolproof.yaml", "--profile", "smoke"], { cwd: folder })
    expect(run.code, run.text).toBe(0)
    expect(withVerdict(recordIn(folder), "setup", "error", "fail")).toEqual([])
  })

  test("a file that is there is kept, unless --force says otherwise", async () => {
    const cwd = newFolder()
    writeFileSync(join(cwd, "mine.yaml"), "mine")
    const args = ["init", "--endpoint", endpoint, "--out", "mine.yaml"]
    const kept = await poolproof(args, { cwd })
    expect([kept.code, kept.stderr]).toEqual([2, expect.stringContaining("mine.yaml is there already")])
    expect(readFileSync(join(cwd, "mine.yaml"), "utf8")).toBe("mine")
    expect((await poolproof([...args, "--force"], { cwd })).code).toBe(0)
    expect(profileIn(cwd, "mine.yaml").endpoint).toBe(endpoint)
  })
})

test("against cognito-local", { timeout: 180_000 }, async () => {
  const target = await openTarget(loadTarget("cognito-local"), {
    signal: AbortSignal.timeout(60_000),
    runId: "init",
  })
  later(() => target.close())
  const endpoint = target.endpoint("idp")!
  const cwd = newFolder()
  const { code, stdout, text } = await poolproof(["init", "--endpoint", endpoint], { cwd })
  expect(code, text).toBe(0)
  expect(stdout).toMatch(/ is cognito-local /)
  expect(stdout).toMatch(/^operations +50 of 132 of user pools, 0 of 23 of identity pools$/m)
  expect(stdout).toMatch(/^takes +an access token that nobody signed$/m)
  const profile = profileIn(cwd)
  expect(profile).toMatchObject({
    issuer: "${endpoint}/${poolId}",
    region: "local",
    unsupported: [{ status: 500, type: "CognitoLocal#Unsupported" }],
    adapters: { inbox: { kind: "static", code: "918273" } },
    supports: { "flow.USER_SRP_AUTH": false },
  })
  expect(profile.endpoints?.identity).toBeUndefined()
  const run = await poolproof(["run", "poolproof.yaml", "--no-expectations"], { cwd })
  expect(run.code, run.text).toBe(1)
  const record = recordIn(cwd)
  expect(record.counts.pass).toBeGreaterThan(200)
  expect(record.counts.setup).toBeLessThan(10)
  expect(record.counts.error).toBe(0)
})

/** Knows a few operations, and answers all else, and what it does not understand, as Python servers do: by a page of HTML. */
async function crashing(): Promise<string> {
  const pools = new Set<string>()
  const answers: Record<string, (input: Record<string, string>) => unknown> = {
    ListUserPools: () => ({ UserPools: [] }),
    CreateUserPool: ({ PoolName }) => {
      pools.add(PoolName!)
      return {
        UserPool: {
          Id: `eu-west-1_${PoolName}`,
          Arn: "arn:aws:cognito-idp:eu-west-1:000000000001:userpool/x",
        },
      }
    },
    DeleteUserPool: ({ UserPoolId }) => {
      if (!pools.delete(UserPoolId!.replace("eu-west-1_", ""))) throw new Error("no such pool")
      return {}
    },
    // Crashes on what it is asked without an input.
    DescribeUserPool: ({ UserPoolId }) => ({ UserPool: { Id: UserPoolId!.toString() } }),
  }
  return serveHttp((request, response) => {
    let body = ""
    request.on("data", (chunk) => {
      body += chunk
    })
    request.on("end", () => {
      const operation = String(request.headers["x-amz-target"]).split(".")[1]!
      try {
        const answer = answers[operation]!(JSON.parse(body))
        response.writeHead(200, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(answer))
      } catch {
        response.writeHead(500, { "content-type": "text/html" }).end("<title>Internal Server Error</title>")
      }
    })
  })
}

test("what cannot be told from a crash is listed by name", async () => {
  const cwd = newFolder()
  const endpoint = await crashing()
  const { code, stdout, text } = await poolproof(["init", "--endpoint", endpoint], { cwd })
  expect(code, text).toBe(0)
  expect(stdout).toMatch(/ is nothing that poolproof can recognise/)
  expect(stdout).toMatch(/^operations +4 of 132 of user pools, 0 of 23/m)
  expect(stdout).toMatch(/^note +no app client can be created/m)
  const profile = profileIn(cwd)
  expect(profile.name).toBe("my-server")
  expect(profile.unsupported).toBeUndefined()
  expect([profile.region, profile.accountId]).toEqual(["eu-west-1", "000000000001"])
  expect(profile.supports).toEqual({
    "op.idp.*": false,
    "op.idp.CreateUserPool": true,
    "op.idp.DeleteUserPool": true,
    "op.idp.DescribeUserPool": true,
    "op.idp.ListUserPools": true,
  })
})

test.each<[string, () => Promise<string>, number, RegExp]>([
  ["nothing listens", async () => "http://127.0.0.1:1", 3, /cannot be reached/],
  [
    "something else answers",
    () => serveHttp((_, response) => void response.end("<html>welcome</html>")),
    3,
    /does `endpoint` point at Cognito's own API\?/,
  ],
  [
    "the key is refused",
    () =>
      serveHttp((_, response) => {
        response.writeHead(400).end('{"__type":"UnrecognizedClientException","message":"no"}')
      }),
    3,
    /--auth aws/,
  ],
  ["the address is none", async () => "localhost:9229", 2, /http or https URL/],
])("%s", async (_, where, exit, says) => {
  const cwd = newFolder()
  const { code, stderr } = await poolproof(["init", "--endpoint", await where()], { cwd })
  expect([code, stderr]).toEqual([exit, expect.stringMatching(says)])
  expect(existsSync(join(cwd, "poolproof.yaml"))).toBe(false)
})
