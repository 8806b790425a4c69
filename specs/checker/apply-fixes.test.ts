import { array, assert, nat, property, record, string } from 'fast-check';
import { expect, test } from 'vitest';
import { applyFixes } from './apply-fixes.ts';
import type { Fix } from './finding.ts';

function fix(...edits: readonly (readonly [start: number, end: number, text: string])[]): Fix {
  return { edits: edits.map(([start, end, text]) => ({ start, end, text })) };
}

test.each<[string, readonly Fix[], string, number, number]>([
  ['nothing', [], 'red, green', 0, 0],
  ['one', [fix([0, 3, 'blue'])], 'blue, green', 1, 0],
  ['two, whatever their order', [fix([5, 10, 'grey']), fix([0, 3, 'blue'])], 'blue, grey', 2, 0],
  ['one of several edits', [fix([5, 10, 'red'], [0, 3, 'green'])], 'green, red', 1, 0],
  ['the same one twice', [fix([3, 4, ';']), fix([3, 4, ';'])], 'red; green', 1, 0],
  ['the first of two that overlap', [fix([0, 5, 'x']), fix([4, 10, 'y'])], 'xgreen', 1, 1],
  ['the first of two insertions at one place', [fix([3, 3, 'x']), fix([3, 3, 'y'])], 'redx, green', 1, 1],
  ['two that touch', [fix([0, 3, 'x']), fix([3, 5, '+'])], 'x+green', 2, 0],
  ['none of a fix that collides in part', [fix([0, 3, 'x']), fix([1, 2, 'y'], [5, 10, 'z'])], 'x, green', 1, 1],
  ['none that leaves the text', [fix([8, 99, 'x'])], 'red, green', 0, 1],
])('%s', (_, fixes, text, made, left) => {
  expect(applyFixes('red, green', fixes)).toEqual({ text, made, left });
});

/** Whether these characters stand in a text in this order, with whatever between them. */
function isSpreadOver(characters: readonly string[], text: string): boolean {
  let at = 0;
  return characters.every((character) => {
    at = text.indexOf(character, at) + 1;
    return at > 0;
  });
}

test('text that no edit names stays as it is', () => {
  const edit = record({ start: nat(20), length: nat(5), text: string({ maxLength: 3 }) });
  assert(
    property(string({ minLength: 20, maxLength: 20 }), array(edit, { maxLength: 8 }), (text, edits) => {
      const fixes = edits.map(({ start, length, text: replacement }) => fix([start, Math.min(start + length, 20), replacement]));
      const named = new Set(edits.flatMap(({ start, length }) => Array.from({ length }, (_, index) => start + index)));
      const result = applyFixes(text, fixes);
      const untouched = [...text.split('').entries()].filter(([at]) => !named.has(at)).map(([, character]) => character);
      expect(isSpreadOver(untouched, result.text)).toBe(true);
      expect(result.made + result.left).toBeLessThanOrEqual(fixes.length);
    }),
  );
});
