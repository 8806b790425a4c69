import type { SourceTree } from './source-tree.ts';

/**
 * Whether everything beside a file is checked that could refer to it: all YAML and JSON of its topmost folder. When a single file or a
 * part of a tree is checked, nobody knows who else names what.
 */
export function isCheckedWhole(tree: SourceTree, path: string): boolean {
  let known = wholeFolders.get(tree);
  if (known === undefined) wholeFolders.set(tree, (known = new Map()));
  const [top = ''] = path.split('/');
  let whole = known.get(top);
  if (whole === undefined) {
    const checked = new Set(tree.files.map((file) => file.path));
    whole = tree.pathsBelow(top).every((other) => checked.has(other) || !/\.(ya?ml|json)$/.test(other));
    known.set(top, whole);
  }
  return whole;
}

const wholeFolders = new WeakMap<SourceTree, Map<string, boolean>>();
