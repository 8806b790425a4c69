import { expect, test } from 'vitest';
import { startHomeserver } from '../../fixtures/homeserver/homeserver.ts';
import { newestEdition } from '../../specs/reader/edition.ts';
import { prepareSession } from './prepare-session.ts';

test('whoever stops the run while it asks what there is gets what is known by then', async () => {
  const mock = await startHomeserver({ edition: newestEdition });
  const stop = new AbortController();
  try {
    const { url, supplies } = mock;
    const session = await prepareSession({
      target: { id: 'a-server', url, supplies, log: async () => '', close: async () => undefined },
      select: () => ['login/takes-a-localpart'],
      required: [],
      timeout: 5000,
      signal: stop.signal,
      progress: () => stop.abort(),
    });
    expect(session).toMatchObject({ url, edition: newestEdition, capabilities: {} });
  } finally {
    await mock.close();
  }
});
