import { defineConfig } from 'vitest/config';
import type { TestProjectInlineConfiguration } from 'vitest/config';

/** The suites, on the mock homeserver or on `MATRIX_CONFORMANCE_TARGET`. `spec` sets the edition; empty, it follows from the server. */
function conformance(name: string, spec: string): TestProjectInlineConfiguration {
  return {
    test: {
      name,
      include: ['suites/*.test.ts'],
      pool: 'threads',
      isolate: false,
      fileParallelism: false,
      maxConcurrency: 4,
      sequence: { concurrent: true },
      globalSetup: ['suites/support/global-setup.ts'],
      env: { MATRIX_CONFORMANCE_SPEC: spec },
    },
  };
}

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['{specs,fixtures,reporters,cli}/**/*.test.ts', 'suites/support/**/*.test.ts'] } },
      conformance('conformance', process.env['MATRIX_CONFORMANCE_SPEC'] ?? ''),
      conformance('conformance r0.1', 'r0.1'),
      { test: { name: 'proofs', include: ['proofs/**/*.test.ts'], testTimeout: 600_000, hookTimeout: 120_000 } },
    ],
  },
});
