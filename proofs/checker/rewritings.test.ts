import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTree } from '../../specs/checker/check-specs.ts';
import { treeOf } from '../../specs/checker/sources/sample-tree.ts';
import { overlaidTree } from '../../specs/checker/sources/overlaid-tree.ts';
import { fileOfText } from '../../specs/checker/sources/read-tree.ts';
import { jsonParts } from './json-parts.ts';
import { rewritings } from './rewritings.ts';
import type { Rewriting } from './rewritings.ts';
import { sampleTrees } from './sample-tree.ts';
import type { SampleTree } from './sample-tree.ts';
import { inWords } from './slipped.ts';

function foundAfter({ tree, texts }: SampleTree, by: readonly Rewriting[]): readonly string[] {
  const changed = new Map(
    texts.map(([path, text]) => [
      path,
      fileOfText(
        path,
        by.reduce((each, { rewrite }) => rewrite(path, each), text),
      ),
    ]),
  );
  return checkTree(overlaidTree(tree, (file) => changed.get(file.path) ?? file)).findings.map(inWords);
}

describe('is no mistake:', () => {
  test.each(rewritings)('$name', (rewriting) => {
    const wanted = sampleTrees.map(({ name }) => ({ name, found: [] }));
    expect(sampleTrees.map((tree) => ({ name: tree.name, found: foundAfter(tree, [rewriting]) }))).toEqual(wanted);
    const isOfUse = sampleTrees.some(({ texts }) => texts.some(([path, text]) => rewriting.rewrite(path, text) !== text));
    expect(isOfUse).toBe(true);
  });

  test('any of them together', () => {
    const some = fc.subarray(
      rewritings.map(({ name }) => name),
      { minLength: 2, maxLength: 8 },
    );
    fc.assert(
      fc.property(some, (names) => {
        const by = rewritings.filter(({ name }) => names.includes(name));
        expect(sampleTrees.flatMap((tree) => foundAfter(tree, by))).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  test('an example that is moved into a file of its own', () => {
    const examples = sampleTrees
      .filter(({ name }) => name === 'today')
      .flatMap((tree) => jsonParts(tree).map((part) => ({ tree, part })))
      .filter(
        ({ part: { path, where, file, start, end } }) =>
          !file.slice(start, end).includes('$ref') &&
          path.includes('/api/') &&
          where === 'yaml' &&
          file.slice(0, start).endsWith('value: '),
      );
    expect(examples.length).toBeGreaterThan(4);
    for (const { tree, part } of examples) {
      const { path, file, start, end } = part;
      const moved = `${file.slice(0, start)}{"$ref": "examples/moved.json"}${file.slice(end)}`;
      const files = Object.fromEntries(tree.tree.files.map(({ path: each, text }) => [each, each === path ? moved : text]));
      const findings = checkTree(treeOf({ ...files, 'data/api/client-server/examples/moved.json': file.slice(start, end) })).findings;
      expect(findings.map(inWords)).toEqual([]);
    }
  });
});
