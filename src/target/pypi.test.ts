import { execFileSync } from "node:child_process"
import { chmodSync, readdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, onTestFinished, test, vi } from "vitest"
import { pypiCommand } from "./pypi.ts"
import { folderForTest, openForTest, profileOf } from "./target.test-kit.ts"

const TINY = { requirements: ["tiny==1.0"], run: "tiny_server" }
/** A wheel with one program, which serves 200 at the port that it is given. */
const WHEEL = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1] + "/tiny-1.0-py3-none-any.whl", "w") as wheel:
    wheel.writestr("tiny.py", """
import http.server, sys
def main():
    http.server.test(http.server.SimpleHTTPRequestHandler, port=int(sys.argv[1]), bind="127.0.0.1")
""")
    wheel.writestr("tiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: tiny\\nVersion: 1.0\\n")
    wheel.writestr("tiny-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr("tiny-1.0.dist-info/entry_points.txt", "[console_scripts]\\ntiny_server = tiny:main\\n")
    wheel.writestr("tiny-1.0.dist-info/RECORD", "")
`

/** An empty cache, and a folder with one wheel instead of PyPI. What is said on stderr is returned. */
function offline() {
  const [cache, wheels] = [folderForTest(), folderForTest()]
  execFileSync("python3", ["-c", WHEEL, wheels])
  vi.stubEnv("POOLPROOF_CACHE", cache)
  vi.stubEnv("PIP_NO_INDEX", "1")
  vi.stubEnv("PIP_FIND_LINKS", wheels)
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true)
  onTestFinished(() => {
    vi.unstubAllEnvs()
    said.mockRestore()
  })
  return { inCache: () => readdirSync(join(cache, "pypi")), said: () => said.mock.calls.flat().join("") }
}

const soon = () => AbortSignal.timeout(50_000)

test("two who install at once get the same program, which starts, and is not installed again", async () => {
  const { inCache, said } = offline()
  const [one, other] = await Promise.all([pypiCommand(TINY, soon()), pypiCommand(TINY, soon())])
  expect(one).toEqual(other)
  expect(said()).toMatch(/^installing tiny==1\.0 for Python 3\.\S+, once, in .*\n/)
  // The environment and the link that names it; the loser's is gone.
  expect(inCache()).toHaveLength(2)

  const before = said()
  const target = await openForTest(
    profileOf(`start:
  pypi: [tiny==1.0]
  run: tiny_server
  args: ["\${port}"]
  ready: { http: GET /, within: 20s }
endpoint: http://127.0.0.1:\${port}`),
  )
  expect((await fetch(target.endpoint("idp")!)).status).toBe(200)
  expect(said()).toBe(before)

  const nothing = pypiCommand({ ...TINY, run: "tiny_client" }, soon())
  await expect(nothing).rejects.toMatchObject({
    exitCode: 3,
    message: expect.stringMatching(/^tiny==1\.0 has no program tiny_client in /),
  })
})

test("what pip cannot install leaves nothing behind and says why", async () => {
  const { inCache } = offline()
  await expect(pypiCommand({ ...TINY, requirements: ["tiny==2.0"] }, soon())).rejects.toMatchObject({
    exitCode: 3,
    message: expect.stringMatching(/pip could not install it; .*PIP_INDEX_URL.*\n {4}.*tiny==2\.0/s),
  })
  expect(inCache()).toEqual([])
})

test("without a working python3, or without its venv, the way out is told", async () => {
  offline()
  const bin = folderForTest()
  vi.stubEnv("PATH", bin)
  await expect(pypiCommand(TINY, soon())).rejects.toMatchObject({
    exitCode: 3,
    message: expect.stringMatching(/there is no `python3` on PATH.*\n {4}spawn python3 ENOENT$/),
  })
  // As Debian's says it.
  const python = `#!/bin/sh\n[ "$1" = -c ] && echo 3.11.7 /usr/bin/python3 || { echo ensurepip is not available; exit 1; }\n`
  writeFileSync(join(bin, "python3"), python)
  chmodSync(join(bin, "python3"), 0o755)
  await expect(pypiCommand(TINY, soon())).rejects.toMatchObject({
    exitCode: 3,
    message: expect.stringMatching(/`apt install python3-venv`.*\n {4}ensurepip is not available$/),
  })
})
