import { conformance } from "../../src/vitest/index.ts"

conformance({ target: "reference" })
