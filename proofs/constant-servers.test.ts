import { describe, expect, test } from 'vitest';
import type { ConstantKind } from '../fixtures/homeserver/constant-server.ts';
import { constantKinds, startConstantServer } from '../fixtures/homeserver/constant-server.ts';
import { newestEdition, oldestEdition } from '../specs/reader/edition.ts';
import { loadCatalogue } from '../specs/reader/load-catalogue.ts';
import { capabilityNames } from '../suites/support/capabilities.ts';
import type { Session } from '../suites/support/session.ts';
import { judge } from './judging.ts';

/**
 * What a server that always answers the same may pass, and why: rules that claim something about a form it happens to keep,
 * or that something does not happen, of which it does nothing.
 */
const justified: Readonly<Record<string, string>> = {};

function isJustified(kind: ConstantKind, id: string): boolean {
  return Object.hasOwn(justified, id) || Object.hasOwn(justified, `${kind} ${id}`);
}

/** Nothing is lawfully absent: every rule is put to the test, as if the server offered all there is. */
const everything: Session['capabilities'] = Object.fromEntries(
  capabilityNames.map((name) => [name, { present: true, evidence: 'taken for granted' }]),
);

describe.each([newestEdition, oldestEdition])('in %s', (edition) => {
  test.each(constantKinds)('a server that always answers %s passes nothing that means anything', async (kind) => {
    const server = await startConstantServer(kind, { edition });
    try {
      const session: Session = {
        url: server.url,
        edition,
        supplies: { registrationTokens: ['let-me-in'], exclusiveUsername: '_bridge_someone' },
        capabilities: everything,
        timeout: 2000,
        run: 'proof',
        selected: loadCatalogue(edition).rules.map(({ id }) => id),
      };
      const judgements = await judge(session, { jobs: 16 });
      const passes = [...judgements].filter(([, { verdict }]) => verdict === 'passed').map(([id]) => id);
      process.stdout.write(
        `always ${kind}, ${edition}: passes ${passes.length} of ${judgements.size}${passes.map((id) => `\n  ${id}`).join('')}\n`,
      );
      expect(passes.filter((id) => !isJustified(kind, id))).toEqual([]);
      expect([...judgements].filter(([, { verdict }]) => verdict === 'broken').map(([id, { message }]) => `${id}: ${message}`)).toEqual([]);
    } finally {
      await server.close();
    }
  });
});
