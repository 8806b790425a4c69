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
import { treeOf } from '../sources/sample-tree.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import { describedParts } from './described-parts.ts';
import { partBelow } from '../sources/describe-apis.ts';
import { examplesAt } from './examples-at.ts';
import { exampleValue, jsonExample } from './example-value.ts';
import { validateValue } from './validate.ts';

const keys = fc.constantFrom('a', 'b', 'c/d', 'e#f');

function values(levels: number): fc.Arbitrary<unknown> {
  const plain = fc.constantFrom<unknown>(null, true, 0, 1.5, 7, '', 'red', '@otter:example.org', 'otter@example.org');
  if (levels === 0) return plain;
  const below = values(levels - 1);
  return fc.oneof(plain, fc.array(below, { maxLength: 3 }), fc.dictionary(keys, below, { maxKeys: 3 }));
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

function compilerFor(tree: SourceTree): (schema: Part, value: unknown) => boolean {
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

/** Whether both validators say the same of every example, and how often. */
function comparison(tree: SourceTree): { readonly compared: number; readonly differences: readonly string[] } {
  const compile = compilerFor(tree);
  const differences: string[] = [];
  let compared = 0;
  for (const use of describedParts(tree).parts.flatMap(examplesAt)) {
    const example = use.isExampleObject ? partBelow(use.example, 'value') : use.example;
    if (example === undefined || use.schema === undefined || use.edition !== newestEdition) continue;
    const followed = exampleValue(tree, example);
    const meant = use.mayBeJson ? jsonExample(example) : followed.found ? followed.example : undefined;
    if (meant === undefined) continue;
    const judgement = validateValue(tree, use.schema, meant.value);
    if (!judgement.judged) continue;
    let theirs: boolean;
    try {
      theirs = compile(use.schema, meant.value);
    } catch {
      // Relative references from within a part of a file are beyond the compiler.
      continue;
    }
    compared += 1;
    if (theirs !== (judgement.breaches.length === 0)) differences.push(`${example.source.path}#${example.pointer}: ${theirs}`);
  }
  return { compared, differences };
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
});
