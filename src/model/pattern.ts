// Java's \s is ASCII alone, JavaScript's is not; as ranges, both fit into a character class.
const SPACE = "\\t-\\r\\x20"
const NOT_SPACE = "\\0-\\x08\\x0e-\\x1f\\x21-\\u{10ffff}"
const NOT_LINE_END = "[^\\n\\r\\x85\\u2028\\u2029]"

const compiled = new Map<string, RegExp>()

/**
 * A model's `pattern`, a Java regular expression, as a JavaScript one that matches the same strings. AWS matches the
 * whole string, so the result is anchored on both sides.
 *
 * @throws {SyntaxError} for a construct that the models do not use today, rather than mean something else by it
 */
export function compilePattern(java: string): RegExp {
  const known = compiled.get(java)
  if (known) return known
  const regExp = translate(java)
  compiled.set(java, regExp)
  return regExp
}

function translate(java: string): RegExp {
  const dotAll = java.startsWith("(?s)")
  let inClass = false
  const source = java.slice(dotAll ? 4 : 0).replace(/\\.|&&|[[\].]/gs, (token) => {
    switch (token) {
      case "[":
        if (inClass) throw new SyntaxError(`Nested character class in pattern ${java}`)
        inClass = true
        return token
      case "]":
        inClass = false
        return token
      case "&&":
        if (inClass) throw new SyntaxError(`Intersection in pattern ${java}`)
        return token
      case ".":
        return inClass || dotAll ? token : NOT_LINE_END
      case "\\s":
        return inClass ? SPACE : `[${SPACE}]`
      case "\\S":
        return inClass ? NOT_SPACE : `[${NOT_SPACE}]`
      default:
        // Java lets any punctuation be escaped, JavaScript only what has a meaning there.
        return /[\w^$\\.*+?()[\]{}|/]/.test(token[1]!) || (inClass && token === "\\-") ? token : token[1]!
    }
  })
  return new RegExp(`^(?:${source})$`, dotAll ? "su" : "u")
}
