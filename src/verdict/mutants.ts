/** What came of one mutant: `unseen` where no case met a changed answer. */
export interface MutantResult {
  /** `idp.SignUp drop-required UserSub` */
  name: string
  operation: string
  mutation: string
  outcome: "noticed" | "survived" | "unseen"
  /** The first requirement that turned red. */
  by?: string
  /** Nothing turned red, but cases could not be set up any more: the run says so, and does not conform. */
  stopped: boolean
  cases: number
  ms: number
}

/** How many of some mutants were noticed, of those that any case met. */
export interface Share {
  noticed: number
  of: number
}

/** What `prove --mutants --json` prints. */
export interface MutantProof extends Share {
  /** Mutants there are, and how many of them were not tried within the budget, or met by no case. */
  mutants: number
  untried: number
  unseen: number
  byMutation: Record<string, Share>
  byOperation: Record<string, Share>
  survivors: string[]
  /** Those that were noticed by nothing but cases that could not be set up. */
  stopping: string[]
  /** Whether what must be noticed was: see `REQUIRED_SHARES`. */
  enough: boolean
  seed: number
  seconds: number
}

/** Of these mutations at least such a share must be noticed. */
const REQUIRED_SHARES: Readonly<Record<string, number>> = {
  "drop-required": 0.9,
  "error-to-success": 1,
  "success-to-error": 1,
}

/** Sums mutants up. */
export function mutantProofOf(
  mutants: number,
  results: readonly MutantResult[],
  run: Pick<MutantProof, "seed" | "seconds">,
): MutantProof {
  const met = results.filter(({ outcome }) => outcome !== "unseen")
  const survivors = met.filter((result) => !isNoticed(result)).sort((a, b) => (a.name < b.name ? -1 : 1))
  const byMutation = sharesBy(met, ({ mutation }) => mutation)
  return {
    mutants,
    untried: mutants - results.length,
    unseen: results.length - met.length,
    ...shareOf(met),
    byMutation,
    byOperation: sharesBy(met, ({ operation }) => operation),
    survivors: survivors.map(({ name }) => name),
    stopping: met.filter(({ outcome, stopped }) => outcome === "survived" && stopped).map(({ name }) => name),
    enough: Object.entries(REQUIRED_SHARES).every(([mutation, least]) => {
      const { noticed, of } = byMutation[mutation] ?? { noticed: 0, of: 0 }
      return noticed >= least * of
    }),
    ...run,
  }
}

function sharesBy(
  results: readonly MutantResult[],
  key: (result: MutantResult) => string,
): Record<string, Share> {
  const groups = [...Map.groupBy(results, key)].sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(groups.map(([name, of]) => [name, shareOf(of)]))
}

function shareOf(results: readonly MutantResult[]): Share {
  return { noticed: results.filter(isNoticed).length, of: results.length }
}

function isNoticed({ outcome, stopped }: MutantResult): boolean {
  return outcome === "noticed" || stopped
}
