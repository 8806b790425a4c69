import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newestEdition } from '../../reader/edition.ts';
import { packageRoot } from '../../reader/package-root.ts';
import { isMapping } from '../../reader/resolve.ts';
import { allCodes } from '../check-specs.ts';
import type { Part } from '../sources/api-description.ts';
import { readTree } from '../sources/read-tree.ts';
import { placeName } from '../sources/place.ts';
import { treeOf } from '../sources/sample-tree.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import { describedParts } from './described-parts.ts';
import { partBelow } from '../sources/describe-apis.ts';
import { examplesAt } from './examples-at.ts';
import { exampleValue, jsonExample } from './example-value.ts';
import { hasPlaceholder } from './placeholder.ts';
import { validateValue } from './validate.ts';

const keys = fc.constantFrom('a', 'b', 'c/d', 'e#f');

function values(levels: number): fc.Arbitrary<unknown> {
  const plain = fc.constantFrom<unknown>(null, true, 0, 1.5, 7, '', 'red', '@otter:example.org', 'otter@example.org');
  if (levels === 0) return plain;
  const below = values(levels - 1);
  return fc.oneof(plain, fc.array(below, { maxLength: 3 }), fc.dictionary(keys, below, { maxKeys: 3, noNullPrototype: true }));
}

function schemas(levels: number): fc.Arbitrary<unknown> {
  const types = fc.constantFrom('object', 'array', 'string', 'integer', 'number', 'boolean', 'null');
  const own = {
    type: fc.oneof(types, fc.uniqueArray(types, { minLength: 1, maxLength: 3 })),
    enum: fc.uniqueArray(values(1), {
      minLength: 1,
      maxLength: 3,
      comparator: (one, other) => JSON.stringify(one) === JSON.stringify(other),
    }),
    required: fc.uniqueArray(keys, { maxLength: 2 }),
    minimum: fc.constantFrom(0, 1),
    maxLength: fc.constantFrom(0, 3),
    minItems: fc.constantFrom(0, 1),
    pattern: fc.constantFrom('^@', 'd$'),
    format: fc.constantFrom('email', 'uri'),
  };
  const some = (combining: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<unknown> =>
    fc
      .tuple(fc.subarray(Object.entries({ ...own, ...combining }), { maxLength: 3 }))
      .chain(([chosen]) => fc.record(Object.fromEntries(chosen)));
  if (levels === 0) return some({});
  const below = schemas(levels - 1);
  const list = fc.array(below, { minLength: 1, maxLength: 3 });
  return some({
    properties: fc.dictionary(keys, below, { maxKeys: 2 }),
    additionalProperties: fc.oneof(fc.boolean(), below),
    items: below,
    oneOf: list,
    anyOf: list,
    allOf: list,
    not: below,
  });
}

/** What the compiling validator takes: without examples, and without what the newest edition is without. */
function plain(value: unknown): unknown {
  if (isMapping(value) && 'x-removedInMatrixVersion' in value) return true;
  if (Array.isArray(value)) return value.map(plain);
  if (!isMapping(value)) return value;
  const entries = Object.entries(value).filter(([key]) => !['example', 'examples', 'x-example'].includes(key));
  return Object.fromEntries(entries.map(([key, below]) => [key, plain(below)]));
}

function idOf(path: string): string {
  return `file:///${path.split('/').map(encodeURIComponent).join('/')}`;
}

type Compiler = (schema: Part, value: unknown) => boolean;

function compilerFor(tree: SourceTree): Compiler {
  const ajv = new Ajv2020({ strict: false, validateSchema: false, allErrors: true, logger: false });
  formats.default(ajv);
  for (const { path, yaml } of tree.files) if (isMapping(yaml?.value)) ajv.addSchema(Object(plain(yaml.value)), idOf(path));
  return ({ source, pointer }, value) => {
    const reference = `${idOf(source.path)}#${pointer.split('/').map(encodeURIComponent).join('/')}`;
    try {
      return ajv.validate({ $ref: reference }, value);
    } catch (cause) {
      throw new Error(`${reference} cannot be compiled`, { cause });
    }
  };
}

interface Comparable {
  readonly name: string;
  readonly schema: Part;
  readonly value: unknown;
}

/** The examples of a tree that can be held against their schemas. */
function examplesOf(tree: SourceTree): readonly Comparable[] {
  return describedParts(tree)
    .parts.flatMap(examplesAt)
    .flatMap((use): readonly Comparable[] => {
      const example = use.isExampleObject ? partBelow(use.example, 'value') : use.example;
      if (example === undefined || use.schema === undefined || use.edition !== newestEdition) return [];
      const followed = exampleValue(tree, example);
      const meant = use.mayBeJson ? jsonExample(example) : followed.found ? followed.example : undefined;
      return meant === undefined ? [] : [{ name: placeName(example), schema: use.schema, value: meant.value }];
    });
}

type Comparison = 'same' | 'incomparable' | { readonly theirs: boolean };

/** Whether both validators say the same of a value. */
function compared(tree: SourceTree, compile: Compiler, schema: Part, value: unknown): Comparison {
  const judgement = validateValue(tree, schema, value);
  if (!judgement.judged) return 'incomparable';
  try {
    const theirs = compile(schema, value);
    return theirs === (judgement.breaches.length === 0) ? 'same' : { theirs };
  } catch {
    // Relative references from within a part of a file are beyond the compiler.
    return 'incomparable';
  }
}

/** Whether both validators say the same of every example, and how often. */
function comparison(tree: SourceTree): { readonly compared: number; readonly differences: readonly string[] } {
  const compile = compilerFor(tree);
  const all = examplesOf(tree).map(({ name, schema, value }) => ({ name, result: compared(tree, compile, schema, value) }));
  return {
    compared: all.filter(({ result }) => result !== 'incomparable').length,
    differences: all.flatMap(({ name, result }) => (typeof result === 'string' ? [] : [`${name}: ${result.theirs}`])),
  };
}

const strangers = fc.constantFrom<unknown>(null, true, 0, 1.5, -7, '', 'red', '@otter:example.org', [], ['red'], {}, { red: 1 });

/** One change to a value somewhere in it: another value, a key that is gone, misspelt or too much, an item that is gone or there twice. */
function mutated(value: unknown): fc.Arbitrary<unknown> {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    if (items.length === 0) return strangers;
    const at = fc.nat(items.length - 1);
    return fc.oneof(
      strangers,
      at.map((gone) => items.filter((_, each) => each !== gone)),
      at.map((twice) => [...items, items[twice]]),
      at.chain((inner) => mutated(items[inner]).map((other) => items.map((item, each) => (each === inner ? other : item)))),
    );
  }
  if (!isMapping(value) || Object.keys(value).length === 0) return strangers;
  const entries = Object.entries(value);
  const at = fc.nat(entries.length - 1);
  const inner = at.chain((chosen) =>
    mutated(entries[chosen]?.[1]).map((other) =>
      Object.fromEntries(entries.map(([key, below], each) => [key, each === chosen ? other : below])),
    ),
  );
  return fc.oneof(
    strangers,
    at.map((gone) => Object.fromEntries(entries.filter((_, each) => each !== gone))),
    at.map((slip) => Object.fromEntries(entries.map(([key, below], each) => [each === slip ? `${key}s` : key, below]))),
    fc.tuple(keys, strangers).map(([key, more]) => ({ ...value, [key]: more })),
    { arbitrary: inner, weight: 6 },
  );
}

/** Examples made wrong on purpose. */
function wrongExamples(tree: SourceTree): fc.Arbitrary<Comparable> {
  return fc.constantFrom(...examplesOf(tree)).chain((example) => mutated(example.value).map((value) => ({ ...example, value })));
}

/** Right texts of each format, and those on which the validators are known to differ. */
const formatted: Readonly<Record<string, { readonly right: readonly string[]; readonly disputed?: (text: string) => boolean }>> = {
  date: { right: ['2026-02-28', '2024-02-29'] },
  // One of them takes an offset without its colon.
  time: { right: ['12:30:00Z', '12:30:00+01:00', '23:59:60Z'], disputed: (text) => /[+-]\d{3,}$/.test(text) },
  'date-time': { right: ['2026-02-28T12:30:00Z', '2026-02-28t12:30:00.5+01:00'], disputed: (text) => /[+-]\d{3,}$/.test(text) },
  // Whether a part may be left out between two others.
  duration: { right: ['P1D', 'PT1H30M', 'P1W', 'P1Y2M3DT4H5M6S'], disputed: (text) => /Y\d+D|H\d+S/.test(text) },
  uri: { right: ['https://example.org/a?b#c', 'mxc://example.org/a', 'urn:a:b', 'mailto:otter@example.org', 'http://[::1]:80/'] },
  'uri-reference': { right: ['/a/b', '../a', '#a', 'https://example.org', 'a?b=%20'] },
  'uri-template': { right: ['/a/{b}', '{+a}', '/{a}/{b*}'], disputed: (text) => text.includes("'") },
  // Whether a domain needs a dot.
  email: { right: ['otter@example.org', 'o.t+a@example.org'], disputed: (text) => /@[^.]*$/.test(text) },
  hostname: { right: ['example.org', 'a-b.c'], disputed: (text) => text.endsWith('.') },
  ipv4: { right: ['127.0.0.1'], disputed: (text) => /(^|\.)0\d/.test(text) },
  ipv6: { right: ['::1', 'fe80::1', '1:2:3:4:5:6:7:8', '::ffff:1.2.3.4'] },
  // A bracket that closes none.
  regex: { right: ['^[a-z]+$', '(a|b)*'], disputed: (text) => !isExpression(text, 'u') && isExpression(text, '') },
  uuid: { right: ['123e4567-e89b-12d3-a456-426614174000'] },
  'json-pointer': { right: ['/a/b', '', '/a~0b/~1'] },
  'relative-json-pointer': { right: ['0', '1/a', '0#'] },
};

function isExpression(text: string, flags: string): boolean {
  try {
    return new RegExp(text, flags) instanceof RegExp;
  } catch {
    return false;
  }
}

/** A text with up to two characters more, less or other. */
function slips(text: string): fc.Arbitrary<string> {
  const characters = fc.constantFrom(...Array.from('abz09AZ-_.:/@#?[]~%+ !$&()*,;=TPé"|^'));
  const slip = fc.tuple(fc.nat(text.length), fc.constantFrom(0, 1), fc.oneof(fc.constant(''), characters));
  return fc
    .array(slip, { maxLength: 2 })
    .map((all) => all.reduce((before, [at, less, more]) => before.slice(0, at) + more + before.slice(at + less), text));
}

describe('a validator that compiles says the same', () => {
  test('of every example of specs/', () => {
    const { compared, differences } = comparison(readTree(fileURLToPath(new URL('specs/', packageRoot))));
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(15);
  });

  test.each(allCodes().filter(({ name }) => name.startsWith('example/')))('of the samples of $name', ({ wrong, right }) => {
    // Formats and bounds of Swagger 2.0 are not its business.
    for (const { files } of [wrong, right]) expect(comparison(treeOf(files)).differences).toEqual([]);
  });

  test('of values and schemas of any kind', () => {
    fc.assert(
      fc.property(schemas(2), values(2), (written, given) => {
        // Of that name no two readers of JSON say the same.
        fc.pre(!JSON.stringify([written, given]).includes('__proto__'));
        const tree = treeOf({ 'data/any.json': JSON.stringify(written) });
        const source = tree.file('data/any.json');
        if (source?.yaml === undefined) throw new Error('no schema');
        const judgement = validateValue(tree, { source, pointer: '', value: source.yaml.value }, given);
        const ajv = new Ajv2020({ strict: false, validateSchema: false, logger: false });
        formats.default(ajv);
        expect(judgement).toMatchObject({ judged: true });
        expect(judgement.judged && judgement.breaches.length === 0).toBe(ajv.validate(Object(source.yaml.value), given));
      }),
      { numRuns: 300 },
    );
  });

  test('of the examples of specs/ after a change that may make them wrong', () => {
    const tree = readTree(fileURLToPath(new URL('specs/', packageRoot)));
    const compile = compilerFor(tree);
    const outcomes = new Set<boolean>();
    fc.assert(
      fc.property(wrongExamples(tree), ({ schema, value }) => {
        const result = compared(tree, compile, schema, value);
        fc.pre(result !== 'incomparable');
        expect(result).toBe('same');
        outcomes.add(compile(schema, value));
      }),
      { numRuns: 500 },
    );
    expect(outcomes).toEqual(new Set([true, false]));
  });

  test.each(Object.entries(formatted))('of texts in the format %s, and nearly in it', (format, { right, disputed }) => {
    const text = `type: string\nformat: ${format}\n`;
    const tree = treeOf({ 'data/text.yaml': text });
    const source = tree.file('data/text.yaml');
    if (source === undefined) throw new Error('no schema');
    const schema: Part = { source, pointer: '', value: source.yaml?.value };
    const compile = compilerFor(tree);
    for (const each of right) expect(compared(tree, compile, schema, each)).toBe('same');
    for (const each of right) expect(compile(schema, each)).toBe(true);
    fc.assert(
      fc.property(fc.constantFrom(...right).chain(slips), (given) => {
        // Texts with a placeholder fit every format, by our own rule.
        fc.pre(disputed?.(given) !== true && !hasPlaceholder(given));
        expect(compared(tree, compile, schema, given)).toBe('same');
      }),
      { numRuns: 500 },
    );
  });
});
