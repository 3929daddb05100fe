import { afterAll, test } from "vitest"
import { tidy } from "../cli/command.test-kit.ts"
import { expectStrict, RUN } from "./strict.test-kit.ts"

afterAll(tidy)

test("with its known deviations it conforms, and without them it does not", { timeout: RUN }, () =>
  expectStrict("cognito-local", "tokens.forged/alg-none"),
)
