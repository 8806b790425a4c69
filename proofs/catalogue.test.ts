import { expect, test } from 'vitest';
import { faults } from '../fixtures/homeserver/faults/all.ts';
import type { WrittenRule } from '../specs/reader/catalogue.ts';
import { editions } from '../specs/reader/edition.ts';
import { allRuleIds, loadCatalogue } from '../specs/reader/load-catalogue.ts';
import { capabilityNames } from '../suites/support/capabilities.ts';
import { invariants } from '../suites/support/invariants/all.ts';
import { readBlocks } from './judging.ts';

function writtenRules(): ReadonlyMap<string, WrittenRule> {
  const rules = editions.flatMap((edition) => loadCatalogue(edition).rules).filter((rule) => rule.kind === 'written');
  return new Map(rules.map((rule) => [rule.id, rule]));
}

function twice(names: readonly string[]): readonly string[] {
  return names.filter((name, at) => names.indexOf(name) !== at);
}

test('every sentence has one block, or one invariant when it is watched, and nothing else has one', async () => {
  const rules = writtenRules();
  const tested = (await readBlocks()).map(({ id }) => id);
  const watching = invariants.map(({ rule }) => rule);
  expect(twice(tested), 'blocks that stand twice').toEqual([]);
  expect(twice(watching), 'invariants that stand twice').toEqual([]);
  const unwatched = [...rules.values()].filter(({ watched }) => !watched).map(({ id }) => id);
  const watched = [...rules.values()].filter((rule) => rule.watched).map(({ id }) => id);
  expect(tested.toSorted(), 'blocks, against the sentences that are not watched').toEqual(unwatched.toSorted());
  expect(watching.toSorted(), 'invariants, against the sentences that are watched').toEqual(watched.toSorted());
});

test('every sentence has a fault, and every fault breaks a rule that there is', () => {
  const known = new Set(allRuleIds());
  expect(
    faults.flatMap(({ name, breaks, also = [] }) => [breaks, ...also].filter((id) => !known.has(id)).map((id) => `${name}: ${id}`)),
    'faults that break no rule',
  ).toEqual([]);
  const broken = new Set(faults.map(({ breaks }) => breaks));
  expect(
    [...writtenRules().keys()].filter((id) => !broken.has(id)),
    'rules without a fault',
  ).toEqual([]);
});

test('every capability that a sentence needs can be probed, and every one that can be probed is needed', () => {
  const needed = new Set([...writtenRules().values()].flatMap(({ needs }) => needs));
  expect([...needed].filter((name) => !capabilityNames.includes(name))).toEqual([]);
  // `registration` says why nothing can be registered; the user may require it.
  expect(capabilityNames.filter((name) => !needed.has(name) && name !== 'registration')).toEqual([]);
});
