import { expect, test } from 'vitest';
import { applyFixes } from '../apply-fixes.ts';
import { treeOf } from './sample-tree.ts';
import { keyFix, textFix, unquotedFix } from './yaml-fix.ts';

function fixed(text: string, fixOf: typeof keyFix): string {
  const source = treeOf({ 'a.yaml': text }).file('a.yaml');
  if (source === undefined) throw new Error('no file');
  const { fix } = fixOf({ source, pointer: '/red' }, 'red', 'blue');
  return fix === undefined ? 'nothing' : applyFixes(text, [fix]).text;
}

test.each([
  ['red: 1\n', 'blue: 1\n'],
  ['"red": 1 # red\n', '"blue": 1 # red\n'],
  ["{'red': 1}\n", "{'blue': 1}\n"],
  ['"r\\u0065d": 1\n', 'nothing'],
])('a key keeps its quotation marks: %j', (text, expected) => {
  expect(fixed(text, keyFix)).toBe(expected);
});

test.each([
  ['red: red\n', 'red: blue\n'],
  ['red: "red" # it is\n', 'red: "blue" # it is\n'],
  ['red: >-\n  red\n', 'nothing'],
])('so does a text: %j', (text, expected) => {
  expect(fixed(text, textFix)).toBe(expected);
});

test.each([
  ['red: "red"\n', 'red: red\n'],
  ['red: red\n', 'nothing'],
])('and a value loses them: %j', (text, expected) => {
  expect(fixed(text, unquotedFix)).toBe(expected);
});
