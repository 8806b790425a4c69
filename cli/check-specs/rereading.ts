import { statSync } from 'node:fs';
import { join } from 'node:path';
import { overlaidTree } from '../../specs/checker/sources/overlaid-tree.ts';
import type { SourceFile } from '../../specs/checker/sources/source-file.ts';
import type { SourceTree } from '../../specs/checker/sources/source-tree.ts';
import { treeAt } from './sources-at.ts';
import type { SourcesAt } from './sources-at.ts';

/** A tree that was read again. */
export interface Reread {
  readonly tree: SourceTree;
  /** The checked files that are new, or not what they were. */
  readonly changed: readonly SourceFile[];
  /** Paths of the checked files that are gone. */
  readonly gone: readonly string[];
}

/** Reads the tree again and again, and keeps each file whose state on the disk is the same. */
export function rereading(sources: SourcesAt): () => Reread {
  let kept = new Map<string, { readonly state: string; readonly file: SourceFile }>();
  return () => {
    const tree = treeAt(sources);
    const before = kept;
    const now: typeof kept = new Map();
    kept = now;
    const known = overlaidTree(tree, (file) => {
      const again = now.get(file.path);
      if (again !== undefined) return again.file;
      const state = stateOf(join(tree.root, file.path));
      const earlier = before.get(file.path);
      const chosen = earlier !== undefined && earlier.state === state ? earlier.file : file;
      now.set(file.path, { state, file: chosen });
      return chosen;
    });
    const paths = new Set(known.files.map(({ path }) => path));
    return {
      tree: known,
      changed: known.files.filter((file) => before.get(file.path)?.file !== file),
      gone: [...before].filter(([path, { file }]) => file.checked && !paths.has(path)).map(([path]) => path),
    };
  };
}

/** Differs whenever a file has been written, and whenever it is gone. */
function stateOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? `gone at ${performance.now()}` : `${found.ino} ${found.size} ${found.mtimeMs} ${found.ctimeMs}`;
}
