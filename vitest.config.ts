import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    include: [
      "src/**/*.test.ts",
      "reports/**/*.test.ts",
      "reference/**/*.test.ts",
      "suites/**/*.test.ts",
      "load/**/*.test.ts",
      "tools/**/*.test.ts",
    ],
    // Real processes and real HTTP on two cores: a backstop, not a deadline.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Half of the time is waiting, for processes and for servers that hang on purpose. vitest's own default is one here.
    maxWorkers: 2,
  },
})
