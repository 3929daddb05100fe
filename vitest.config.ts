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
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
