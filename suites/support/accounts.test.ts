import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { listen } from '../../fixtures/homeserver/listening.ts';
import { newestEdition } from '../../specs/reader/edition.ts';
import { createAccounts } from './accounts.ts';
import { largestBody } from './connections.ts';
import { Inconclusive } from './violation.ts';

test('a server that floods the making of an account is not read on, and the setup says so', async () => {
  const server = await listen(
    createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      // More than is read, and no end.
      response.write(JSON.stringify({ nonce: 'x'.repeat(largestBody) }));
    }),
  );
  onTestFinished(server.close);
  const accounts = createAccounts({
    client: { exchanges: [], send: () => Promise.reject(new Error('only the administration is asked')) },
    url: server.url,
    edition: newestEdition,
    supplies: { sharedSecret: 'a secret' },
    source: () => 'shared-secret',
    run: 'run',
    signal: AbortSignal.timeout(2_000),
  });
  await expect(accounts.create()).rejects.toThrow(Inconclusive);
  await expect(accounts.create()).rejects.toThrow(/GET \/_synapse\/admin\/v1\/register failed: .*size/i);
});
