import { meant, nearest } from "../../model/nearest.ts"
import { globMatcher } from "../glob.ts"
import type { Rule } from "./rule.ts"

/** PP023: what a profile includes is there. */
export const profiles: Rule = {
  id: "PP023",
  title: "Profile glob that matches nothing",
  *check({ suite }) {
    const ids = [...suite.requirements.keys()]
    for (const [name, source] of suite.profileSources)
      for (const [i, glob] of suite.profiles[name]!.includes.entries()) {
        if (ids.some(globMatcher(glob))) continue
        const areas = new Set([...suite.requirements.values()].map(({ area }) => `${area}/*`))
        yield {
          source,
          path: ["profiles", name, "includes", i],
          message: `no requirement has an id like \`${glob}\``,
          fix:
            meant(nearest(glob, [...areas, ...ids])) ?? "`*` stands for text without `/`, `**` for any text",
        }
      }
  },
}
