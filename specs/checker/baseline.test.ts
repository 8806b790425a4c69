import { expect, test } from 'vitest';
import { baselineOf, holdAgainst, NoBaseline, parseBaseline } from './baseline.ts';
import type { Finding } from './finding.ts';
import { treeOf } from './sources/sample-tree.ts';

/** A finding in every line of a file that holds the word `wrong`. */
function findingsIn(text: string, code = 'yaml/duplicate-key'): readonly Finding[] {
  const source = treeOf({ 'data/a.yaml': text }).file('data/a.yaml');
  if (source === undefined) throw new Error('there is a file');
  return text.split('\n').flatMap((line, index): Finding[] => {
    const place = { source, line: index + 1, column: 1, endLine: index + 1, endColumn: 2 };
    return line.includes('wrong') ? [{ ...place, code, level: 'error', message: 'x', related: [] }] : [];
  });
}

const everything = (): boolean => true;

test.each<[string, string, string, number, number]>([
  ['the same', 'a: wrong', 'a: wrong', 0, 0],
  ['the same, further down and further in', 'a: wrong', '\n\n  a: wrong', 0, 0],
  ['another one like it', 'a: wrong', 'a: wrong\na: wrong', 1, 0],
  ['one of two gone', 'a: wrong\na: wrong', 'a: wrong', 0, 1],
  ['another line', 'a: wrong', 'b: wrong', 1, 1],
  ['none left', 'a: wrong', 'a: 1', 0, 1],
])('%s', (_, before, now, fresh, stale) => {
  const held = holdAgainst(parseBaseline(JSON.stringify(baselineOf(findingsIn(before)))), findingsIn(now), everything);
  expect([held.fresh.length, held.stale.length]).toEqual([fresh, stale]);
  expect(held.fresh.length + held.known.length).toBe(findingsIn(now).length);
});

test('another code is another finding', () => {
  expect(holdAgainst(baselineOf(findingsIn('wrong')), findingsIn('wrong', 'yaml/tab'), everything).fresh).toHaveLength(1);
});

test('an entry for a file that is not looked at is not stale', () => {
  expect(holdAgainst(baselineOf(findingsIn('wrong')), [], () => false).stale).toEqual([]);
});

test.each([
  ['{', /^it is no JSON: /],
  ['[]', /^it is no baseline: it wants/],
  ['{"format": 2, "findings": []}', /^it is no baseline: it wants/],
  ['{"format": 1, "findings": [{"file": "a", "code": 1, "text": ""}]}', /^it is no baseline: entry 1 of "findings" wants/],
  ['{"format": 1, "findings": [null]}', /^it is no baseline: entry 1 of "findings" wants/],
])('%s is no baseline', (text, message) => {
  const read = (): unknown => parseBaseline(text);
  expect(read).toThrow(NoBaseline);
  expect(read).toThrow(message);
});
