import { expect, test } from 'vitest';
import type { Edition } from './edition.ts';
import { createResolver } from './resolve.ts';
import { SourceError } from './source-error.ts';
import { yamlFileOf } from './yaml-file.ts';

function resolver(edition: Edition | undefined, files: Readonly<Record<string, string>>) {
  return createResolver(edition, (file) => {
    const text = files[file];
    if (text === undefined) throw new Error(`no ${file}`);
    return yamlFileOf(file, text);
  });
}

function read(edition: Edition | undefined, text: string, others: Readonly<Record<string, string>> = {}): unknown {
  return resolver(edition, { 'api/a.yaml': text, ...others }).part('api/a.yaml', '');
}

const spans = `
young: { x-addedInMatrixVersion: v1.2, say: young }
old: { x-removedInMatrixVersion: v1.2, say: old }
list:
  - say: always
  - { x-addedInMatrixVersion: v1.2, say: young }
allOf:
  - { x-addedInMatrixVersion: v1.2, required: [a] }
empty: []
`;

test('what belongs to other editions is dropped, with its key or its entry', () => {
  expect(read('v1.1', spans)).toEqual({ old: { say: 'old' }, list: [{ say: 'always' }], empty: [] });
  expect(read('v1.2', spans)).toEqual({
    young: { say: 'young' },
    list: [{ say: 'always' }, { say: 'young' }],
    allOf: [{ required: ['a'] }],
    empty: [],
  });
});

test('without an edition everything stays', () => {
  expect(Object.keys(read(undefined, spans) ?? {})).toEqual(['young', 'old', 'list', 'allOf', 'empty']);
});

test('a reference stands for what it leads to, in this file or another', () => {
  const other = { 'api/definitions/b.yaml': 'thing: { $ref: c.yaml }', 'api/definitions/c.yaml': 'type: string' };
  expect(read('v1.1', 'one: { $ref: definitions/b.yaml#/thing }\ntwo: { $ref: "#/one" }', other)).toEqual({
    one: { type: 'string' },
    two: { type: 'string' },
  });
});

test('keys beside a reference describe it anew, or ask for more', () => {
  const other = { 'api/b.yaml': 'type: object\ndescription: theirs' };
  expect(read('v1.1', 'described: { $ref: b.yaml, description: ours }\nmore: { $ref: b.yaml, required: [a] }', other)).toEqual({
    described: { type: 'object', description: 'ours' },
    more: { allOf: [{ type: 'object', description: 'theirs' }], required: ['a'] },
  });
});

test('what is read is frozen, and knows its place', () => {
  const sources = resolver('v1.1', { 'a.yaml': 'one:\n  $ref: b.yaml#/two\n', 'b.yaml': '# first\ntwo:\n  three:\n    - four: 4\n' });
  const value = sources.part('a.yaml', '/one');
  const three = typeof value === 'object' && value !== null ? Reflect.get(value, 'three') : undefined;
  expect(Object.isFrozen(three)).toBe(true);
  expect(sources.positionOf(three)).toEqual({ file: 'b.yaml', line: 3 });
  expect(sources.positionOf(Array.isArray(three) ? three[0] : undefined)).toEqual({ file: 'b.yaml', line: 4 });
  expect(sources.positionOf({})).toBeUndefined();
});

test.each([
  ['leads nowhere', 'a: 1\nb: { $ref: "#/c" }', 2],
  ['leads to a file that is not there', 'a: 1\nb: { $ref: gone.yaml }', 2],
  ['leads back to where it stands', 'a: { $ref: "#/a" }', 1],
  ['is no string', 'a: { $ref: 5 }', 1],
])('a reference that %s is a mistake, with its line', (_what, text, line) => {
  expect(() => read('v1.1', text)).toThrow(SourceError);
  expect(() => read('v1.1', text)).toThrow(`api/a.yaml:${line}: `);
});

test('an annotation that names no edition is a mistake, with its line', () => {
  expect(() => read('v1.1', 'a: 1\nb:\n  x-addedInMatrixVersion: "1.2"\n')).toThrow('api/a.yaml:3: "1.2" is no edition');
});
