import { expect, test } from 'vitest';
import { checkTree } from '../../specs/checker/check-specs.ts';
import { isMapping } from '../../specs/reader/resolve.ts';
import { sampleTrees } from './sample-tree.ts';
import type { SampleTree } from './sample-tree.ts';
import { inWords } from './slipped.ts';
import { vocabulary } from './vocabulary.ts';

test.each(sampleTrees)('in $name nothing is found', ({ tree }) => {
  const { findings, checked } = checkTree(tree);
  expect(findings.map(inWords)).toEqual([]);
  expect(checked.examples).toBeGreaterThan(10);
});

test.each(sampleTrees)('in each file of $name alone no error is found', ({ tree }) => {
  const alone = tree.files.flatMap((file) => checkTree({ ...tree, files: [file] }).findings);
  expect(alone.filter(({ level }) => level === 'error').map(inWords)).toEqual([]);
});

test('the paint shops keep to their vocabulary', () => {
  const used = new Set<string>();
  for (const { path, properties, required } of sampleTrees.filter(({ name }) => name !== 'own').flatMap(describedIn)) {
    for (const [key, { type, required: isNeeded }] of vocabulary) {
      const schema = properties[key];
      if (!isMapping(schema)) continue;
      used.add(key);
      expect([path, key, schema['type'], required.includes(key)]).toEqual([path, key, type, isNeeded]);
    }
  }
  expect(used).toEqual(new Set(vocabulary.keys()));
});

interface Described {
  readonly path: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required: readonly unknown[];
}

/** Every mapping in the files of a tree that describes properties. */
function describedIn({ tree }: SampleTree): readonly Described[] {
  return tree.files.flatMap(({ path, yaml }) => {
    const walk = (value: unknown): readonly Described[] => {
      if (typeof value !== 'object' || value === null) return [];
      const { properties, required } = isMapping(value) ? value : {};
      const own = isMapping(properties) ? [{ path, properties, required: Array.isArray(required) ? required : [] }] : [];
      return [...own, ...Object.values(value).flatMap(walk)];
    };
    return walk(yaml?.value);
  });
}
