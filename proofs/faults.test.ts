import { beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../fixtures/homeserver/fault.ts';
import { faults } from '../fixtures/homeserver/faults/all.ts';
import type { Edition } from '../specs/reader/edition.ts';
import { editionOf, isPartOf, newestEdition, oldestEdition } from '../specs/reader/edition.ts';
import { loadCatalogue } from '../specs/reader/load-catalogue.ts';
import type { Session } from '../suites/support/session.ts';
import type { Judgements } from './judging.ts';
import { judge, onMock } from './judging.ts';

/** Rules about limits meet limits; to all others they would only be waiting. */
const limitFamily = 'rate-limits/';

async function judgeFault(fault: Fault, edition: Edition, capabilities: Session['capabilities']): Promise<Judgements> {
  const common = { edition, fault, capabilities };
  const unlimited = await onMock({ ...common, switches: { ...fault.switches, limits: {} } }, (session) =>
    judge(session, { only: (id) => !id.startsWith(limitFamily), jobs: 1 }),
  );
  const aboutLimits = fault.breaks.startsWith(limitFamily) || fault.also?.some((id) => id.startsWith(limitFamily)) === true;
  if (!aboutLimits) return unlimited;
  const limited = await onMock({ ...common, ...(fault.switches === undefined ? {} : { switches: fault.switches }) }, (session) =>
    judge(session, { only: (id) => id.startsWith(limitFamily) }),
  );
  return new Map([...unlimited, ...limited]);
}

/** Whether a whole run, which asks the server itself what it offers, finds nothing wrong. A MAY is nothing that can be wrong. */
async function isCalledConformant(fault: Fault, edition: Edition): Promise<boolean> {
  if (loadCatalogue(edition).rule(fault.breaks)?.level === 'MAY') return false;
  const switches = fault.breaks.startsWith(limitFamily) ? fault.switches : { ...fault.switches, limits: {} };
  return onMock({ edition, fault, ...(switches === undefined ? {} : { switches }) }, async (session) => {
    const own = await judge(session, { only: (id) => familyOf(id) === familyOf(fault.breaks) });
    return isSpotless(own) && isSpotless(await judge(session));
  });
}

function isSpotless(judgements: Judgements): boolean {
  return [...judgements.values()].every(({ verdict }) => verdict === 'passed' || verdict === 'unsupported');
}

const familyOf = (id: string): string => id.split('/')[0] ?? id;

describe.each([newestEdition, oldestEdition])('in %s', (edition) => {
  const catalogue = loadCatalogue(edition);
  const applying = faults.filter(
    ({ breaks, since }) =>
      catalogue.rule(breaks) !== undefined && isPartOf(edition, { since: since === undefined ? undefined : editionOf(since) }),
  );
  let clean: Session['capabilities'];

  beforeAll(async () => {
    clean = await onMock({ edition }, async ({ capabilities }) => capabilities);
  });

  test.each(applying.map((fault) => [fault.name, fault.breaks, fault] as const))(
    'a server that %s breaks %s',
    async (_name, breaks, fault) => {
      // A fault that comes with switches shows on another server than the default one: that one is asked what it offers.
      const capabilities =
        fault.switches === undefined ? clean : await onMock({ edition, switches: fault.switches }, async (session) => session.capabilities);
      const judgements = await judgeFault(fault, edition, capabilities);
      const caught = judgements.get(breaks);
      expect(
        caught?.asserted,
        `${breaks} is not broken by an assertion: ${caught?.verdict ?? 'never seen'}: ${caught?.message ?? ''}`,
      ).toBe(true);
      expect(['failed', 'warned', 'unsupported']).toContain(caught?.verdict);
      const explained = new Set(fault.also);
      const collateral = [...judgements]
        .filter(([id, { asserted }]) => asserted && familyOf(id) !== familyOf(breaks) && !explained.has(id))
        .map(([id, { message }]) => `${id}: ${message}`);
      expect(collateral, 'rules of other families that it breaks without saying so in `also`').toEqual([]);
      const crashed = [...judgements].filter(([, { verdict }]) => verdict === 'broken').map(([id, { message }]) => `${id}: ${message}`);
      expect(crashed, 'rules that crash on it').toEqual([]);
      expect(await isCalledConformant(fault, edition), 'asked itself what it offers, it is called conformant').toBe(false);
    },
  );
});

test('every fault applies to an edition that is put to the test', () => {
  const rules = new Set([newestEdition, oldestEdition].flatMap((edition) => loadCatalogue(edition).rules.map(({ id }) => id)));
  expect(faults.filter(({ breaks }) => !rules.has(breaks)).map(({ name }) => name)).toEqual([]);
});
