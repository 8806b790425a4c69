import { expect, test } from 'vitest';
import { checkTree } from '../check-specs.ts';
import { treeOf } from '../sources/sample-tree.ts';

const schema = 'type: object\nproperties:\n  brightness: {type: integer}\n  colour: {type: string}\n  m.shade: {type: string}\n';

function found(key: string, path = 'text/colours.md', others: Readonly<Record<string, string>> = {}): readonly string[] {
  const files = { ...others, 'data/colour.yaml': schema, [path]: `\`\`\`json\n{"a": [{"${key}": ...}]}\n\`\`\`\n` };
  return checkTree(treeOf(files)).findings.map(({ code, line, message }) => `${code} ${line} ${message}`);
}

test.each([
  ['brigthness', 'brightness'],
  ['britghness', undefined],
  ['brightnes', undefined],
  ['brightnesss', undefined],
  ['briightness', 'brightness'],
  ['brihtness', 'brightness'],
  ['colours', undefined],
  ['coluor', 'colour'],
  ['color', 'colour'],
  ['m.shode', 'm.shade'],
  ['$colou', undefined],
])('%s may be %s', (key, meant) => {
  expect(found(key)).toEqual(
    meant === undefined ? [] : [`key/misspelt 2 no schema describes a key ${JSON.stringify(key)}; is ${JSON.stringify(meant)} meant?`],
  );
});

test('what others write too is no slip, and proposals may be', () => {
  expect(found('color', 'text/colours.md', { 'a.md': 'The color is `color`.\n' })).toEqual([]);
  expect(found('color', 'text/colours.md', { 'a.md': 'colored\n', 'a.txt': 'color\n' })).toHaveLength(1);
  expect(found('color', 'proposals/1-colours.md')).toEqual([]);
});
