import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Check } from '../../specs/checker/check.ts';
import { checks } from '../../specs/checker/checks/all.ts';
import { bothOf, everyPlace, textOf, told, unslipped } from './slipped.ts';
import type { Slipped } from './slipped.ts';
import type { Slip } from './slip.ts';
import { slips } from './slips/all.ts';

/** How often each slip is made, at places that are chosen at random. */
const runs = 12;

const nothing = { missed: [], surplus: [] };

describe('an editor who', () => {
  test.each(slips)('$name is told so at its line, and nothing else', (slip) => {
    const places = everyPlace(slip);
    expect(places.length).toBeGreaterThan(0);
    fc.assert(
      fc.property(fc.constantFrom(...places), (slipped) => {
        expect(told(slipped)).toEqual(nothing);
      }),
      { numRuns: runs },
    );
  });

  test('slips twice in a file of YAML is told so twice', () => {
    const names = ['writes a key of YAML twice', 'indents with a tab', 'leaves out a colon'];
    const all = slips.filter(({ name }) => names.includes(name)).flatMap(everyPlace);
    const pairs = all.map((first) => [first, all.filter((second) => isBehind(first, second))] as const);
    const pair = fc
      .constantFrom(...pairs.filter(([, seconds]) => seconds.length > 0))
      .chain(([first, seconds]) => fc.constantFrom(...seconds).map((second) => bothOf(first, second)));
    fc.assert(
      fc.property(pair, (slipped) => {
        expect(told(slipped).missed).toEqual([]);
      }),
      { numRuns: 5 * runs },
    );
  });
});

/** Whether a slip is behind all that hangs on the line of another one in the same file: what a broken line begins cannot be read. */
function isBehind(one: Slipped, other: Slipped): boolean {
  if (one.tree !== other.tree || one.path !== other.path) return false;
  const [first, second] = [one, other].map(({ made }) => made[0]?.[1].start ?? 0);
  if (first === undefined || second === undefined || second < first) return false;
  const lines = textOf(one.tree, one.path).slice(0, second).split('\n').slice(0, -1);
  const at = textOf(one.tree, one.path).slice(0, first).split('\n').length - 1;
  const indent = (lines[at] ?? '').search(/\S/);
  return lines.slice(at + 1).some((line) => /^ *[\w"]/.test(line) && line.search(/\S/) < indent);
}

describe('each of these proofs fails', () => {
  const holds = (slip: Slip, by: readonly Check[], changed: (slipped: Slipped) => Slipped): boolean => {
    const property = fc.property(fc.constantFrom(...everyPlace(slip)), (slipped) => {
      expect(told(changed(slipped), by)).toEqual(nothing);
    });
    return !fc.check(property, { numRuns: 1, endOnFailure: true }).failed;
  };

  test('without the check that finds the slip', () => {
    const others = ({ codes }: Slip): readonly Check[] => checks.filter((check) => !check.codes.some(({ name }) => codes.includes(name)));
    expect(slips.filter((slip) => holds(slip, others(slip), (slipped) => slipped)).map(({ name }) => name)).toEqual([]);
  });

  test('when nobody slips', () => {
    expect(slips.filter((slip) => holds(slip, checks, unslipped)).map(({ name }) => name)).toEqual([]);
  });
});
