import type { CaseRow, FindingRow, RequirementRow, RunRecord } from "../src/verdict/record.ts"

/** For tests: what was found wrong, with everything that a finding can have. */
export function exampleFinding(more: Partial<FindingRow> = {}): FindingRow {
  return {
    severity: "hard",
    says: "expected CodeMismatchException, came NotAuthorizedException",
    where: "scenarios/sign-up/wrong-code.yaml:19",
    step: "call idp.ConfirmSignUp",
    mismatches: [
      {
        path: "__type",
        expected: '"CodeMismatchException"',
        received: '"NotAuthorizedException"',
        soft: false,
      },
    ],
    exchange: {
      label: "idp.ConfirmSignUp",
      at: 1_780_272_000_500,
      ms: 3,
      request: {
        method: "POST",
        url: "http://127.0.0.1:9229/",
        headers: { "x-amz-target": "AWSCognitoIdentityProviderService.ConfirmSignUp" },
        body: '{"Username":"ann","ConfirmationCode":"123456"}',
      },
      response: {
        status: 400,
        headers: { "content-type": "application/x-amz-json-1.1" },
        body: '{"__type":"NotAuthorizedException","message":"<no> & \u001b[31mred"}',
        truncated: false,
      },
      curl: `curl -sS -i 'http://127.0.0.1:9229/' -H 'x-amz-target: AWSCognitoIdentityProviderService.ConfirmSignUp' --data-raw '{"Username":"ann"}'`,
    },
    log: ["12:00:00 POST /", "12:00:00 wrong code \u0007"],
    ...more,
  }
}

/** For tests: a row of the register with what it came to. */
export function exampleRow(
  id: string,
  verdict: RequirementRow["verdict"],
  standing: RequirementRow["standing"],
  more: Partial<RequirementRow> = {},
): RequirementRow {
  return {
    id,
    says: "A code that differs from the one sent is refused with CodeMismatchException.",
    strength: "must",
    level: "core",
    evidence: "observed",
    facts: ["DIR-085"],
    where: "scenarios/requirements/idp.confirm-sign-up.yaml:19",
    verdict,
    standing,
    cases: ["sign-up.wrong-code"],
    findings: [],
    ...more,
  }
}

/** For tests: a case with its judgements: requirement, verdict and findings. */
export function exampleCase(
  id: string,
  judgements: CaseRow["judgements"],
  more: Partial<CaseRow> = {},
): CaseRow {
  const scenario = id.replace(/\[.*/, "")
  return {
    id,
    scenario,
    title: "A wrong code is refused and the account stays unconfirmed",
    where: `scenarios/${scenario.replaceAll(".", "/")}.yaml:2`,
    verdict: judgements[0]!.verdict,
    requirements: judgements.map(({ requirement }) => requirement),
    judgements,
    replay: `${scenario}:42`,
    generated: {},
    operations: { "idp.ConfirmSignUp": 2 },
    waits: [],
    ms: 120,
    ...more,
  }
}

/** For tests: a run with something of every kind to report. */
export function exampleRecord(more: Partial<RunRecord> = {}): RunRecord {
  const area = "idp.confirm-sign-up"
  const finding = exampleFinding()
  const wire = exampleFinding({
    says: "x-amzn-requestid is missing",
    step: "call idp.SignUp",
    where: "scenarios/sign-up/confirm.yaml:8",
    mismatches: [],
    log: [],
  })
  const requirements = [
    exampleRow(`${area}/code-lifetime`, "unsupported", "open", {
      level: "extended",
      cases: ["sign-up.lifetime"],
    }),
    exampleRow(`${area}/code-mismatch`, "fail", "unexpected", {
      cases: ["sign-up.wrong-code[digit]", "sign-up.wrong-code[long]"],
    }),
    exampleRow(`${area}/confirms`, "pass", "met", { cases: ["sign-up.confirm"] }),
    exampleRow(`${area}/message`, "nonstrict", "met", { strength: "should", cases: ["sign-up.confirm"] }),
    exampleRow(`${area}/no-side-effect`, "blocked", "unexpected", { cases: ["sign-up.wrong-code[digit]"] }),
    exampleRow("idp.groups/creates", "fail", "expected", {
      cases: ["groups.create"],
      expected: { by: "here-17", reason: "No groups yet.", issue: "https://example.org/issues/17" },
    }),
    exampleRow("wire.request-id/idp.SignUp", "fail", "unexpected", {
      says: "Every answer has a request id.",
      facts: ["WIRE-002"],
      cases: ["sign-up.confirm"],
      findings: [wire],
    }),
  ]
  const fails = (requirement: string) => ({ requirement, verdict: "fail" as const, findings: [finding] })
  return {
    schema: "poolproof.run/1",
    poolproof: "0.1.0",
    exit: 1,
    startedAt: "2026-06-01T00:00:00.000Z",
    seconds: 2.5,
    seed: 42,
    profile: "core",
    filters: { requirement: [], scenario: [] },
    target: {
      name: "here",
      file: "targets/here.yaml",
      started: false,
      endpoint: "http://127.0.0.1:9229",
      version: "1.4.2",
      fingerprint: "sha256:0",
    },
    suite: { scenarios: 4, requirements: requirements.length, digest: "sha256:0", folders: [] },
    counts: {
      error: 0,
      fail: 3,
      flaky: 0,
      setup: 0,
      blocked: 1,
      skipped: 0,
      unsupported: 1,
      nonstrict: 1,
      pass: 1,
    },
    judged: { met: 2, expected: 1, unexpected: 3, open: 1 },
    requirements,
    cases: [
      exampleCase("sign-up.confirm", [
        { requirement: `${area}/confirms`, verdict: "pass", findings: [] },
        {
          requirement: `${area}/message`,
          verdict: "nonstrict",
          findings: [exampleFinding({ severity: "soft", says: "another message" })],
        },
      ]),
      exampleCase(
        "sign-up.wrong-code[digit]",
        [
          fails(`${area}/code-mismatch`),
          { requirement: `${area}/no-side-effect`, verdict: "blocked", findings: [] },
        ],
        {
          reason: "ended at scenarios/sign-up/wrong-code.yaml:19",
          replay: "sign-up.wrong-code:42:digit",
        },
      ),
      exampleCase("sign-up.wrong-code[long]", [fails(`${area}/code-mismatch`)], {
        replay: "sign-up.wrong-code:42:long",
      }),
      exampleCase(
        "sign-up.lifetime",
        [{ requirement: `${area}/code-lifetime`, verdict: "unsupported", findings: [] }],
        { reason: "here has no clock.advance", ms: 0 },
      ),
      exampleCase("groups.create", [fails("idp.groups/creates")]),
    ],
    expectations: {
      file: "targets/here.expectations.yaml",
      unexpectedPasses: [{ entry: "here-3", requirement: `${area}/confirms` }],
      unmatched: ["here-9"],
      expired: [],
    },
    environment: ["not deleted: pool us-east-1_x"],
    ...more,
  }
}
