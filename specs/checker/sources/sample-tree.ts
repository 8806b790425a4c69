import { posix } from 'node:path';
import { fileOfText } from './read-tree.ts';
import type { SourceFile } from './source-file.ts';
import type { SourceTree } from './source-tree.ts';

/** A tree whose files are given by their text, for samples and tests. */
export function treeOf(texts: Readonly<Record<string, string>>): SourceTree {
  const files = new Map<string, SourceFile>(
    Object.entries(texts)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([path, text]) => [path, fileOfText(path, text)]),
  );
  const below = (folder: string): string[] => [...files.keys()].filter((path) => path.startsWith(`${posix.normalize(folder)}/`));
  return {
    root: '/',
    files: [...files.values()],
    problems: [],
    file: (path) => files.get(path),
    hasFolder: (folder) => below(folder).length > 0,
    pathsBelow: below,
  };
}
