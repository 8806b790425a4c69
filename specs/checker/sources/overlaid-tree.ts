import type { SourceFile } from './source-file.ts';
import type { SourceTree } from './source-tree.ts';

/** A tree in which other files stand in for some of its own, path by path. */
export function overlaidTree(tree: SourceTree, instead: (file: SourceFile) => SourceFile): SourceTree {
  return {
    ...tree,
    files: tree.files.map(instead),
    file(path) {
      const file = tree.file(path);
      return file === undefined ? undefined : instead(file);
    },
  };
}
