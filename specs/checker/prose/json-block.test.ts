import { describe, expect, test } from 'vitest';
import { treeOf } from '../sources/sample-tree.ts';
import { beginsLikeJson, readBlocks } from './json-block.ts';

describe('a block without a label', () => {
  test.each([
    '{"a": 1}',
    '  {\n    "a" : [...]',
    '// elided\n{\n  // more\n  "a": 1',
    '{...,\n "a": 1}',
    '{\n  "a" {',
    '{\n  "a", 1',
    "{\n  'a': 'b'",
    '{}',
    '[{"a": 1}]',
    '["a", "b"]',
    '"identifier": {\n  "type": 1\n}',
  ])('is meant as JSON: %j', (text) => {
    expect(beginsLikeJson(text)).toBe(true);
  });

  test.each([
    '{ Matrix client A }     { Matrix client B }',
    '[E0]->[E1]->[E2]',
    '{\n  <room_id>: {',
    '{ a: 1 }',
    'if (a) { "use strict"; }',
    '@localpart:domain',
    'SEED = decode(\n    "abc"\n)',
    '"quoted words"',
    '',
  ])('is not: %j', (text) => {
    expect(beginsLikeJson(text)).toBe(false);
  });
});

function read(markdown: string): readonly unknown[] {
  return readBlocks(treeOf({ 'colours.md': markdown })).map(({ messages, texts, doubt }) => ({
    messages: messages.map(({ start }) => (start.kind === 'request' ? `${start.method} ${start.target}` : start.status)),
    texts: texts.length,
    doubt: doubt !== undefined,
  }));
}

test('labels and beginnings tell what a block is meant as', () => {
  expect(read('```json\n"a": 1\n```')).toEqual([{ messages: [], texts: 1, doubt: false }]);
  expect(read('```\n{"a": 1}\n```')).toEqual([{ messages: [], texts: 1, doubt: false }]);
  expect(read('```application/json\n1\n```')).toEqual([{ messages: [], texts: 1, doubt: false }]);
  expect(read('```python\n{"a": 1}\n```')).toEqual([]);
  expect(read('```\nwords\n```')).toEqual([]);
  expect(read('```\n{ a: "b" }\n```')).toEqual([{ messages: [], texts: 0, doubt: true }]);
});

test('a block may be too long to look at', () => {
  expect(read(`\`\`\`json\n{"a": "${'b'.repeat(200_000)}"}\n\`\`\`\n`)).toEqual([{ messages: [], texts: 0, doubt: true }]);
});

test('what a header calls JSON is JSON, however it begins', () => {
  const body = '"red"';
  expect(read(`\`\`\`\nPUT /a\nContent-Type: application/json\n\n${body}\n\`\`\``)).toEqual([
    { messages: ['PUT /a'], texts: 1, doubt: false },
  ]);
  expect(read(`\`\`\`\nPUT /a\nContent-Type: text/plain\n\n${body}\n\`\`\``)).toEqual([{ messages: ['PUT /a'], texts: 0, doubt: false }]);
});

test('messages are told apart, and their bodies', () => {
  const text = 'PUT /rooms/!a:b/state HTTP/1.1\nContent-Type: application/json\n\n{"a": 1}\n\nHTTP/1.1 200 OK\n\n{}\n\nGET /c\nAccept: d\n';
  expect(read(`\`\`\`\n${text}\`\`\``)).toEqual([{ messages: ['PUT /rooms/!a:b/state', '200', 'GET /c'], texts: 2, doubt: false }]);
  expect(read('```\nPOST /a\nAuthorization: b\n\nContent:\n{\n  c: "d"\n}\n```')).toEqual([
    { messages: ['POST /a'], texts: 1, doubt: false },
  ]);
  expect(read('```\nPOST /a\n\nb=c&d=e\n```')).toEqual([{ messages: ['POST /a'], texts: 0, doubt: false }]);
});

test('a mistake stands where it is in the file, also in a list and in a description', () => {
  const place = (files: Readonly<Record<string, string>>): readonly string[] =>
    readBlocks(treeOf(files)).flatMap(({ block: { source }, texts }) =>
      texts.flatMap(({ json, placeOf }) =>
        json.mistakes.map(({ range }) => Object.values(source.lines.at(placeOf(range).start)).join(':')),
      ),
    );
  expect(place({ 'a.md': 'x\n\n- y\n\n  ```json\n  {"a": 01}\n  ```\n' })).toEqual(['6:9']);
  expect(place({ 'a.rst': 'x::\n\n    {"a": 01}\n' })).toEqual(['3:11']);
  expect(place({ 'a.yaml': 'type: object\ndescription: |-\n  x\n\n  ```json\n  {"a": 01}\n  ```\n' })).toEqual(['6:9']);
});
