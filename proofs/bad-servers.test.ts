import { expect, test } from 'vitest';
import { badKinds, startBadServer } from '../fixtures/homeserver/bad-server.ts';
import { newestEdition } from '../specs/reader/edition.ts';
import { report, run } from './command-line.ts';

test.each(badKinds)('a server that %s is unreachable: exit 4, and a line that says why', async (kind) => {
  const server = await startBadServer(kind);
  try {
    const { exitCode, stderr } = await run(['run', '--target', server.url, '--timeout', '1']);
    expect(stderr).toMatch(
      /^error: .*(\/versions failed: .+; start the homeserver, or correct the target's URL|gave no answer\. .+Is the server running.*)$/m,
    );
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(exitCode).toBe(4);
  } finally {
    await server.close();
  }
});

test.each(badKinds)('a server that %s on all but /versions ends each rule, not the run: exit 3', async (kind) => {
  const server = await startBadServer(kind, { edition: newestEdition });
  try {
    const ended = await report(['--target', server.url, '--timeout', '1', '--jobs', '16', '--rule', 'login/unknown-*']);
    expect(ended.exitCode).toBe(3);
    const chosen = ended.report.rules.filter(({ id }) => id.startsWith('login/unknown-'));
    expect(chosen.length).toBeGreaterThan(0);
    for (const { verdict } of chosen) expect(['inconclusive', 'unsupported']).toContain(verdict);
    expect(ended.report.totals.passed + ended.report.totals.failed).toBe(0);
  } finally {
    await server.close();
  }
});
