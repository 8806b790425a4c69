import { expect, test } from 'vitest';
import { checkTree } from '../check-specs.ts';
import { treeOf } from '../sources/sample-tree.ts';

function found(files: Readonly<Record<string, string>>): readonly string[] {
  return checkTree(treeOf(files))
    .findings.filter(({ code }) => code.startsWith('placeholder/'))
    .map(({ source, line, column, message }) => `${source.path}:${line}:${column} ${message.split(';')[0]}`);
}

test.each([
  ['"@red:green.com"', ['green.com is no domain for examples']],
  ['"!red:green.com", "#a:green.com"', ['green.com is no domain for examples (and in 1 other places)']],
  ['"https://Green.com/red"', ['green.com is no domain for examples']],
  ['"mxc://green.com/red"', ['green.com is no domain for examples']],
  ['"red@green.com"', ['green.com is no domain for examples']],
  ['"@red:green.example.org", "@red:red.example", "@red:localhost", "@red:matrix.org", "a: b.com", "red"', []],
  ['"https://www.w3.org/TR", "https://matrix.to/#/@red:example.org"', []],
  ['"@red:<domain>"', []],
])('%s', (items, messages) => {
  expect(found({ 'a.md': `\`\`\`json\n[${items}]\n\`\`\`\n` }).map((each) => each.slice(each.indexOf(' ') + 1))).toEqual(messages);
});

test('in events and in examples of schemas', () => {
  const message = 'green.com is no domain for examples';
  expect(found({ 'event-schemas/examples/m.red.yaml': 'type: m.red\ncontent:\n  a: ["@red:green.com"]\n' })).toEqual([
    `event-schemas/examples/m.red.yaml:3:13 ${message}`,
  ]);
  expect(found({ 'data/red.yaml': 'type: string\nexample: "@red:green.com"\n' })).toEqual([`data/red.yaml:2:16 ${message}`]);
});
