import { array, assert, constantFrom, property } from 'fast-check';
import { createColors } from 'picocolors';
import { expect, test } from 'vitest';
import { unifiedDiff } from './unified-diff.ts';

const letters = (from: number, to: number): string => Array.from({ length: to - from }, (_, index) => `line ${from + index}\n`).join('');

test('shows three lines around a change', () => {
  expect(unifiedDiff('data/a.yaml', letters(1, 10), letters(1, 10).replace('line 5\n', 'other\n'))).toBe(
    [
      '--- a/data/a.yaml',
      '+++ b/data/a.yaml',
      '@@ -2,7 +2,7 @@',
      ' line 2',
      ' line 3',
      ' line 4',
      '-line 5',
      '+other',
      ' line 6',
      ' line 7',
      ' line 8',
      '',
    ].join('\n'),
  );
});

test('says when a text does not end with a line', () => {
  expect(unifiedDiff('a', 'x', 'x\n')).toBe('--- a/a\n+++ b/a\n@@ -1,1 +1,1 @@\n-x\n\\ No newline at end of file\n+x\n');
});

test('puts changes far apart into hunks of their own', () => {
  const before = letters(1, 30);
  const after = before.replace('line 2\n', '').replace('line 28\n', 'line 28\nmore\n');
  expect(unifiedDiff('a', before, after).match(/^@@.*@@$/gm)).toEqual(['@@ -1,5 +1,4 @@', '@@ -26,4 +25,5 @@']);
});

test('on a terminal control characters are spelt out', () => {
  expect(unifiedDiff('a', 'x\n', '\u001b[2J\n', createColors(false))).toContain('+\\x1b[2J\n');
});

test('of equal texts there is none', () => expect(unifiedDiff('a', 'x', 'x')).toBe(''));

/** Does what the hunks say. */
function patched(before: string, diff: string): string {
  const lines = before.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const steps = diff.split(/(?<=\n)/).slice(2);
  const result: string[] = [];
  let at = 0;
  for (const [index, step] of steps.entries()) {
    const header = /^@@ -(\d+),(\d+) /.exec(step);
    const isLast = steps[index + 1]?.startsWith('\\') === true;
    const line = isLast ? step.slice(1, -1) : step.slice(1);
    if (header !== null) {
      const start = Number(header[1]) - (header[2] === '0' ? 0 : 1);
      result.push(...lines.slice(at, start));
      at = start;
    } else if (step.startsWith('+')) result.push(line);
    else if (!step.startsWith('\\')) {
      if (lines[at] !== line) throw new Error(`line ${at + 1} is not ${line}`);
      if (step.startsWith(' ')) result.push(line);
      at += 1;
    }
  }
  return [...result, ...lines.slice(at)].join('');
}

test('turns the one text into the other', () => {
  const text = array(constantFrom('a\n', 'b\n', 'c\n', '\n', 'end'), { maxLength: 30 }).map((lines) => lines.join(''));
  assert(
    property(text, text, (before, after) => {
      expect(patched(before, unifiedDiff('a', before, after))).toBe(after);
    }),
  );
});
