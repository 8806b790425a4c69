import { describe, expect, test } from 'vitest';
import type { ConstantKind } from '../fixtures/homeserver/constant-server.ts';
import { constantKinds, startConstantServer } from '../fixtures/homeserver/constant-server.ts';
import { newestEdition, oldestEdition } from '../specs/reader/edition.ts';
import { loadCatalogue } from '../specs/reader/load-catalogue.ts';
import { capabilityNames } from '../suites/support/capabilities.ts';
import type { Session } from '../suites/support/session.ts';
import { judge } from './judging.ts';

interface Justification {
  readonly kinds: readonly ConstantKind[];
  readonly rules: RegExp;
  readonly because: string;
}

const refusing: readonly ConstantKind[] = ['401 with flows', '403', '404'];

/** What a server that always answers the same may pass, and why it is then true of it. */
const justifications: readonly Justification[] = [
  {
    kinds: constantKinds,
    rules: /^(versions\/|api\/get-versions\/)/,
    because: '/versions is answered properly, so that the run gets to the rules',
  },
  { kinds: constantKinds, rules: /^api\//, because: 'the one answer happens to have the form that the definitions give to that status' },
  {
    kinds: constantKinds,
    rules: /^errors\/(are-standard-errors|codes-are-namespaced|responses-are-json)$/,
    because: 'the one answer is a proper error, or proper JSON',
  },
  {
    kinds: ['429'],
    rules: /^rate-limits\/(limited-is-m-limit-exceeded|retry-after-ms-is-a-natural-number|register-is-limited)$/,
    because: 'the one answer is a proper 429, and requests are limited indeed',
  },
  {
    kinds: ['401 with flows'],
    rules: /^uia-(flows\/(list-stages|params-are-objects|session-is-a-string)|session\/stays-the-same)$/,
    because: 'the one answer is a proper challenge, always with one session',
  },
  {
    kinds: ['401 with flows'],
    rules: /^(register\/requires-authentication|password\/requires-authentication-without-a-token|uia-flows\/dummy-alone-is-challenged)$/,
    because: 'a request without `auth` is answered by asking for authentication, and performs nothing',
  },
  {
    kinds: refusing,
    rules: /^errors\/(not-json-is-refused|wrong-shape-is-refused)$/,
    because: 'malformed requests are refused, as all others are',
  },
  { kinds: refusing, rules: /^register\/unknown-kind-is-refused$/, because: 'that kind is refused, as all others are' },
  { kinds: ['403'], rules: /^register\/refused-guest-is-forbidden$/, because: 'guests are refused with 403' },
];

function isJustified(kind: ConstantKind, id: string): boolean {
  return justifications.some(({ kinds, rules }) => kinds.includes(kind) && rules.test(id));
}

const passed = new Map<ConstantKind, string[]>();

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
        timeout: 500,
        run: 'proof',
        selected: loadCatalogue(edition).rules.map(({ id }) => id),
      };
      const judgements = await judge(session, { jobs: 16 });
      const passes = [...judgements].filter(([, { verdict }]) => verdict === 'passed').map(([id]) => id);
      passed.set(kind, [...(passed.get(kind) ?? []), ...passes]);
      process.stdout.write(
        `always ${kind}, ${edition}: passes ${passes.length} of ${judgements.size}${passes.map((id) => `\n  ${id}`).join('')}\n`,
      );
      expect(passes.filter((id) => !isJustified(kind, id))).toEqual([]);
      const others = [...judgements].filter(([id]) => !/^(api|versions|errors)\//.test(id));
      expect(others.length, 'rules that were put to the test').toBeGreaterThan(50);
      expect([...judgements].filter(([, { verdict }]) => verdict === 'broken').map(([id, { message }]) => `${id}: ${message}`)).toEqual([]);
    } finally {
      await server.close();
    }
  });
});

test('every justification is still needed by some server', async () => {
  const used = new Set<Justification>();
  for (const kind of constantKinds) {
    for (const id of passed.get(kind) ?? [])
      justifications.filter(({ kinds, rules }) => kinds.includes(kind) && rules.test(id)).forEach((each) => used.add(each));
  }
  expect(justifications.filter((each) => !used.has(each)).map(({ rules }) => String(rules))).toEqual([]);
});
