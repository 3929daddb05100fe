import { expect, test } from "vitest"
import { type MutantResult, mutantProofOf } from "../src/verdict/mutants.ts"
import { mutantTable } from "./mutants.ts"

const mutant = (operation: string, mutation: string, outcome: MutantResult["outcome"], stopped = false) => ({
  name: `${operation} ${mutation}`,
  operation,
  mutation,
  outcome,
  stopped,
  cases: 1,
  ms: 1,
})
const run = { seed: 7, seconds: 12.34 }

test("shares by mutation and operation, survivors, and what was left out", () => {
  const proof = mutantProofOf(
    9,
    [
      mutant("idp.SignUp", "drop-required", "noticed"),
      mutant("idp.SignUp", "drop-optional", "survived"),
      mutant("idp.RevokeToken", "success-to-error", "survived"),
      mutant("idp.RevokeToken", "drop-required", "survived", true),
      mutant("idp.RevokeToken", "change-status", "unseen"),
    ],
    run,
  )
  expect(proof.enough).toBe(false)
  expect(mutantTable(proof)).toMatchInlineSnapshot(`
    "By mutation
      drop-optional       0 %  0/1
      drop-required     100 %  2/2
      success-to-error    0 %  0/1

    By operation
      idp.RevokeToken   50 %  1/2
      idp.SignUp        50 %  1/2

    Survivors
      idp.RevokeToken success-to-error
      idp.SignUp drop-optional

    Noticed only because cases could not be set up
      idp.RevokeToken drop-required

    2 of 4 mutants noticed (50 %), of 9: 4 not tried within the budget, 1 met by no case; seed 7, 12.3 s

    More than one dropped required member in ten, or a swap of success and error, was overlooked.
    "
  `)
})

test("one dropped required member in ten may be overlooked, of the swaps none", () => {
  const noticed = Array.from({ length: 9 }, () => mutant("idp.SignUp", "drop-required", "noticed"))
  const overlooked = mutant("idp.SignUp", "drop-required", "survived")
  expect(mutantProofOf(10, [...noticed, overlooked], run).enough).toBe(true)
  expect(mutantProofOf(11, [...noticed, overlooked, overlooked], run).enough).toBe(false)
  expect(mutantProofOf(1, [mutant("idp.SignUp", "error-to-success", "survived")], run).enough).toBe(false)
})
