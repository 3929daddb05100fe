import { readFileSync } from "node:fs"

/** A fenced block of a page of documentation. */
export interface Snippet {
  page: string
  /** Of its fence, for error messages. */
  line: number
  language: string
  text: string
  /** What the HTML comment on the line before the fence says of it: `lint: PP016`, `parsed only: why`. */
  remarks: ReadonlyMap<string, string>
}

const FENCE = /(?:^<!-- ([^\n]*) -->\n)?^```(\w+)\n(.*?)^```$/gms

/** Every fenced block of a page, in order. */
export function snippetsOf(page: string): Snippet[] {
  const text = readFileSync(page, "utf8")
  return [...text.matchAll(FENCE)].map(({ index, 1: comment = "", 2: language = "", 3: body = "" }) => ({
    page,
    line: text.slice(0, index).split("\n").length + (comment ? 1 : 0),
    language,
    text: body,
    remarks: new Map(
      comment
        .split("; ")
        .filter(Boolean)
        .map((remark) => {
          const [name = "", ...rest] = remark.split(": ")
          return [name, rest.join(": ")]
        }),
    ),
  }))
}

/** The file that a snippet's first line names, like `# mine/wrong-code.yaml`. */
export function fileOf({ text }: Snippet): string | undefined {
  return /^# (\S+\.ya?ml)\n/.exec(text)?.[1]
}

/** A command line of a shell snippet, with the exit code that it says it has: `poolproof lint ./x # exit 2`. */
export interface CommandLine {
  args: string[]
  exit: number
}

/** The `poolproof …` lines of a shell snippet. */
export function commandsOf({ text }: Snippet): CommandLine[] {
  return text
    .replaceAll("\\\n", " ")
    .split("\n")
    .flatMap((line) => {
      const [, command, , exit] =
        /^(?:npx |node bin\/)?poolproof(?:\.js)? (.*?)( +# exit (\d+).*)?$/.exec(line.trim()) ?? []
      return command === undefined ? [] : [{ args: words(command), exit: Number(exit ?? 0) }]
    })
}

/** As a shell would split it: quotes hold words together, a `#` begins a comment. */
function words(command: string): string[] {
  const found = command.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? []
  const comment = found.findIndex((word) => word.startsWith("#"))
  return (comment < 0 ? found : found.slice(0, comment)).map((word) => word.replaceAll(/['"]/g, ""))
}
