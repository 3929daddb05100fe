/**
 * The one glob language, of `--requirement` and `--scenario`, profiles and expectations: `*` is any text within a
 * segment, `**` any text at all; everything else stands for itself, and the whole id must fit. Segments end at `/`.
 *
 * @example globMatcher("idp.sign-up/*")("idp.sign-up/hides-users") // true
 * @example globMatcher("idp.**")("idp.sign-up/hides-users") // true, and false for `idp.*`
 */
export function globMatcher(glob: string): (id: string) => boolean {
  const source = glob.replace(/\*+|[^*]+/g, (part) =>
    part === "*" ? "[^/]*" : part.startsWith("*") ? ".*" : literal(part),
  )
  const regex = new RegExp(`^${source}$`, "su")
  return (id) => regex.test(id)
}

/** Whether any of the globs fits; a list of none fits nothing. */
export function anyGlob(globs: readonly string[]): (id: string) => boolean {
  const matchers = globs.map(globMatcher)
  return (id) => matchers.some((fits) => fits(id))
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")
}
