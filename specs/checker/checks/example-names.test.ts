import { expect, test } from 'vitest';
import { checkTree } from '../check-specs.ts';
import { treeOf } from '../sources/sample-tree.ts';

const schema = 'type: object\nproperties:\n  brightness: {type: integer}\n  shades: {type: array}\n';

function found(json: string, more: Readonly<Record<string, string>> = {}): readonly string[] {
  const files = { 'data/colour.yaml': schema, 'a.md': `A block.\n\n\`\`\`json\n${json}\n\`\`\`\n`, ...more };
  return checkTree(treeOf(files)).findings.map(({ code, message }) => `${code} ${message}`);
}

test.each([
  ['a described one', '{"brightness": 1}'],
  ['one that is far from all others', '{"lightness": 1}'],
  ['a plural', '{"shade": 1}'],
  ['a short one', '{"shad": 1}'],
  ['one with digits', '{"brightness1": 1}'],
])('no key is misspelt: %s', (_, json) => {
  expect(found(json)).toEqual([]);
});

test('a key that stands elsewhere as well is no slip', () => {
  expect(found('{"brighness": 1}')).toEqual([expect.stringMatching(/^key\/misspelt .*"brightness"/)]);
  expect(found('{"brighness": 1}', { 'b.md': 'A `brighness` is meant.\n' })).toEqual([]);
});

test.each([
  '@alice:example.org',
  '!room:sub.example.com',
  'mxc://example.net/abc',
  'https://cdn.colours.example/x',
  'alice@example.com',
  '@alice:localhost',
  '@alice:matrix.org',
  '@alice:server',
  'https://matrix.to/#/@alice:example.org',
  'ed25519:abc.def',
  'm.room.message',
  'm.megolm.v1.aes-sha2',
])('a domain is reserved, or is none: %s', (text) => {
  expect(found(JSON.stringify({ text }))).toEqual([]);
});

test.each(['@alice:colours.com', '#room:colours.com:8448', 'mxc://colours.com/abc', 'http://colours.com', 'alice@colours.com'])(
  'a domain may belong to somebody: %s',
  (text) => {
    expect(found(JSON.stringify({ text }))).toEqual([expect.stringMatching(/^placeholder\/unreserved-domain colours\.com /)]);
  },
);

test('a domain is told once, at its first place', () => {
  const tree = treeOf({
    'a.md': '```json\n{"a": "@b:colours.com", "c": "@d:colours.com"}\n```\n',
    'b.md': '```json\n{"a": "@b:colours.com"}\n```\n',
  });
  expect(checkTree(tree).findings.map(({ source, line, column, message }) => `${source.path}:${line}:${column} ${message}`)).toEqual([
    expect.stringMatching(/^a\.md:2:11 colours\.com .* in 2 other places/),
  ]);
});
