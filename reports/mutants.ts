import type { MutantProof, Share } from "../src/verdict/mutants.ts"
import { plural } from "./text.ts"

/** The end of a proof by mutants, for a person: the share noticed by mutation and by operation, and what survived. */
export function mutantTable(proof: MutantProof): string {
  const { mutants, untried, unseen, survivors, stopping, enough, seconds, seed } = proof
  const left = [
    ...(untried > 0 ? [`${untried} not tried within the budget`] : []),
    ...(unseen > 0 ? [`${unseen} met by no case`] : []),
  ]
  const sections = [
    shares("By mutation", proof.byMutation),
    shares("By operation", proof.byOperation),
    list("Survivors", survivors),
    list("Noticed only because cases could not be set up", stopping),
    `${proof.noticed} of ${plural(proof.of, "mutant")} noticed (${percent(proof)}), of ${mutants}${left.length > 0 ? `: ${left.join(", ")}` : ""}; seed ${seed}, ${seconds.toFixed(1)} s`,
    enough
      ? ""
      : "More than one dropped required member in ten, or a swap of success and error, was overlooked.",
  ]
  return `${sections.filter((text) => text !== "").join("\n\n")}\n`
}

function list(title: string, names: readonly string[]): string {
  return names.length > 0 ? [title, ...names.map((name) => `  ${name}`)].join("\n") : ""
}

function shares(title: string, groups: Record<string, Share>): string {
  const width = Math.max(0, ...Object.keys(groups).map((name) => name.length))
  const lines = Object.entries(groups).map(
    ([name, share]) => `  ${name.padEnd(width)}  ${percent(share).padStart(5)}  ${share.noticed}/${share.of}`,
  )
  return [title, ...lines].join("\n")
}

function percent({ noticed, of }: Share): string {
  return of === 0 ? "–" : `${Math.floor((100 * noticed) / of)} %`
}
