import { configDefaults, defineConfig } from "vitest/config";

const exclude = [...configDefaults.exclude, ".next/**", ".firebreak/**", "e2e/**"];

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    projects: [
      project("unit", ["**/*.test.ts"], ["lib/structure/**", "**/*.db.test.ts"], { testTimeout: 30_000 }),
      project("structure", ["lib/structure/**/*.test.ts"], ["**/*.bundle.test.ts"], { testTimeout: 60_000 }),
      // Reads .next: after a production build.
      project("bundle", ["lib/structure/**/*.bundle.test.ts"], []),
      project("db", ["**/*.db.test.ts"], [], {
        globalSetup: ["db/testing/global-setup.ts"],
        // Copying the template takes a moment on a busy machine.
        hookTimeout: 60_000,
        testTimeout: 180_000,
      }),
    ],
  },
});

function project(name: string, include: string[], butNot: string[], more: object = {}) {
  return { extends: true as const, test: { name, include, exclude: [...exclude, ...butNot], ...more } };
}
