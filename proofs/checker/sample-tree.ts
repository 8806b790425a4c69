import { join } from 'node:path';
import { fileOfText, readTree } from '../../specs/checker/sources/read-tree.ts';
import { overlaidTree } from '../../specs/checker/sources/overlaid-tree.ts';
import type { SourceTree } from '../../specs/checker/sources/source-tree.ts';
import { root } from '../command-line.ts';

/** Sources without a mistake, which mistakes are put into. */
export interface SampleTree {
  readonly name: string;
  readonly tree: SourceTree;
  readonly texts: readonly (readonly [path: string, text: string])[];
}

/** The sources of a paint shop, as they are laid out today and as they were in 2016, and those of this project. */
export const sampleTrees: readonly SampleTree[] = [
  sampleTree('today', 'proofs/checker/trees/today'),
  sampleTree('2016', 'proofs/checker/trees/2016'),
  sampleTree('own', 'specs'),
];

function sampleTree(name: string, path: string): SampleTree {
  const tree = readTree(join(root, path));
  const looked = tree.files.filter(({ kind }) => kind !== 'other');
  return { name, tree, texts: looked.map((source) => [source.path, source.text]) };
}

/** The tree with another text in one of its files. */
export function treeWith({ tree }: SampleTree, path: string, text: string): SourceTree {
  const changed = fileOfText(path, text);
  return overlaidTree(tree, (source) => (source.path === path ? changed : source));
}
