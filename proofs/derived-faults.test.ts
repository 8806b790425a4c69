import { beforeAll, describe, expect, test } from 'vitest';
import { derivedFaults, neverServed } from '../cli/derived-faults.ts';
import { newestEdition, oldestEdition } from '../specs/reader/edition.ts';
import { loadCatalogue } from '../specs/reader/load-catalogue.ts';
import type { Session } from '../suites/support/session.ts';
import type { Judgements } from './judging.ts';
import { judge, onMock } from './judging.ts';

/** For responses that others than these meet by chance, or only a fault gives. */
const sureToMeet: Readonly<Record<string, string>> = {
  'api/post-register/429': 'rate-limits/register-is-limited',
  'api/post-login/429': 'rate-limits/login-is-limited',
  'api/post-account-password/429': 'rate-limits/password-change-is-limited',
  'api/get-login/404': 'login/flows-have-types',
  'api/get-login/429': 'login/flows-have-types',
  'api/get-account-whoami/403': 'tokens/identify-their-user',
  'api/get-account-whoami/429': 'tokens/identify-their-user',
};

describe.each([newestEdition, oldestEdition])('in %s', (edition) => {
  const catalogue = loadCatalogue(edition);
  const faults = derivedFaults(catalogue);
  let clean: Judgements;
  let capabilities: Session['capabilities'];

  beforeAll(async () => {
    [clean, capabilities] = await onMock({ edition }, async (session) => [await judge(session), session.capabilities] as const);
  });

  test('every derived rule has a fault, and the mock gives every response but those listed', () => {
    const derived = catalogue.rules.filter(({ kind }) => kind === 'derived').map(({ id }) => id);
    const broken = new Set(faults.map(({ breaks }) => breaks));
    expect(derived.filter((id) => !broken.has(id))).toEqual([]);
    expect(derived.filter((id) => !clean.has(id)).toSorted()).toEqual(derived.filter((id) => neverServed.includes(id)).toSorted());
  });

  /** A test that is sure to meet the response, so that one is enough to meet the fault. */
  const meets = (id: string): string => sureToMeet[id] ?? clean.get(id)?.by ?? id;

  test.each(faults.map((fault) => [fault.name, fault] as const))('%s is caught', async (_name, fault) => {
    const judgements = await onMock({ edition, fault, capabilities }, (session) =>
      // A server that always says 429 is waited for no longer than this.
      judge({ ...session, timeout: 300 }, { only: (id) => id === meets(fault.breaks) }),
    );
    const caught = judgements.get(fault.breaks);
    expect(caught, `the response was not seen by ${meets(fault.breaks)}`).toBeDefined();
    expect(caught).toMatchObject({ verdict: 'failed', asserted: true });
  });
});
