import { globSync, readFileSync } from "node:fs"
import { dirname, normalize } from "node:path"
import { describe, expect, test } from "vitest"

/** Who may import whom, and why (docs/architecture.md). The first room whose folder a file lies in is its room. */
const ROOMS: readonly { room: string; folder: string; may: readonly string[]; because: string }[] = [
  {
    room: "model",
    folder: "src/model/",
    may: [],
    because: "AWS's model stands on its own: everybody is judged by it",
  },
  {
    room: "wire",
    folder: "src/wire/",
    may: ["model"],
    because: "bytes know nothing of scenarios, so that the judge of a scenario cannot bend them",
  },
  {
    room: "scenario",
    folder: "src/scenario/",
    may: ["model"],
    because: "a document means the same whatever it runs against",
  },
  {
    room: "doubles",
    folder: "src/doubles/",
    may: [],
    because: "what the suite plays is judged by nobody's rules but the protocol's",
  },
  {
    room: "target",
    folder: "src/target/",
    may: ["wire", "scenario", "doubles"],
    because: "a target is reached, never judged, here",
  },
  {
    room: "steps",
    folder: "src/steps/",
    may: ["model", "wire", "scenario", "target", "doubles"],
    because: "a verb knows what it sends and sees, not what it is worth",
  },
  {
    room: "verdict",
    folder: "src/verdict/",
    may: ["scenario", "wire"],
    because: "verdicts are made of results, by pure functions",
  },
  {
    room: "run",
    folder: "src/run/",
    may: ["model", "wire", "scenario", "target", "steps", "doubles", "verdict"],
    because: "the engine drives everything and knows nothing of vitest or terminals",
  },
  {
    room: "load/lib",
    folder: "load/lib/",
    may: [],
    because: "k6 runs it too, which has nothing of Node's and nothing of ours",
  },
  {
    room: "load",
    folder: "src/load/",
    may: ["load/lib", "scenario", "target", "wire"],
    because: "it drives k6 and reads what comes of it; verdicts on conformance are not its business",
  },
  {
    room: "cli",
    folder: "src/cli/",
    may: [
      "model",
      "wire",
      "scenario",
      "target",
      "steps",
      "doubles",
      "verdict",
      "run",
      "mutate",
      "load",
      "load/lib",
      "reports",
    ],
    because: "thin, and on top",
  },
  {
    room: "mutate",
    folder: "src/mutate/",
    may: ["model", "scenario", "run", "verdict"],
    because: "a proxy between judge and judged, beside the engine that it tries",
  },
  {
    room: "vitest",
    folder: "src/vitest/",
    may: ["scenario", "target", "verdict", "run", "cli", "reports"],
    because: "a second host of the same engine, beside the command line",
  },
  {
    room: "reports",
    folder: "reports/",
    may: ["verdict", "load", "load/lib"],
    because: "every report is made from one record and nothing else",
  },
  {
    room: "reference",
    folder: "reference/",
    may: ["model/data"],
    because: "the judge and the judged share the API's data and no code: one mistake cannot hide in both",
  },
]

/** Imports that only types are taken from vanish when the code runs; they are held to the same rules all the same. */
const IMPORT = /(?:^|\n)\s*(?:import|export)\s[^"';]*?from\s*"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)/g

const files = globSync(["src/**/*.ts", "reports/**/*.ts", "reference/**/*.ts", "load/lib/**/*.ts"]).filter(
  (file) => !file.endsWith(".test.ts"),
)

function roomOf(file: string): string | undefined {
  if (file.startsWith("src/model/data/")) return "model/data"
  return ROOMS.find(({ folder }) => file.startsWith(folder))?.room
}

describe("imports", () => {
  test("every file is in a room", () => {
    expect(files.filter((file) => roomOf(file) === undefined)).toEqual([])
    expect(files.length).toBeGreaterThan(100)
  })

  test.each(ROOMS)("$room imports only what it may, because $because", ({ room, may }) => {
    const strays = files
      .filter((file) => roomOf(file) === room)
      .flatMap((file) =>
        [...readFileSync(file, "utf8").matchAll(IMPORT)]
          .map(([, from, dynamic]) => from ?? dynamic ?? "")
          .filter((specifier) => specifier.startsWith("."))
          .map((specifier) => normalize(`${dirname(file)}/${specifier}`))
          .filter((imported) => {
            const other = roomOf(imported)
            return (
              other !== room && !may.includes(other ?? "") && !(other === "model/data" && room === "model")
            )
          })
          .map((imported) => `${file} imports ${imported}`),
      )
    expect(strays).toEqual([])
  })

  test("only the vitest host imports vitest", () => {
    const hosts = files.filter(
      (file) =>
        !file.startsWith("src/vitest/") &&
        !/\.test-\w+\.ts$/.test(file) &&
        /from "vitest/.test(readFileSync(file, "utf8")),
    )
    expect(hosts).toEqual([])
  })
})
