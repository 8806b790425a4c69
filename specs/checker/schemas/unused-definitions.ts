import { posix } from 'node:path';
import { nearest } from '../nearest.ts';
import { isCheckedWhole } from '../sources/is-checked-whole.ts';
import type { SourceFile } from '../sources/source-file.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import { describedParts } from './described-parts.ts';

/** Files in a folder `definitions` that nothing in the tree names, as far as everything is there that could name them. */
export function unusedDefinitions(tree: SourceTree): readonly SourceFile[] {
  const used = new Set<string>();
  for (const { source, target } of describedParts(tree).references) {
    if (target?.found === true && target.source !== source) used.add(target.source.path);
    else if (target?.found === false && target.file !== undefined) used.add(target.file);
  }
  const missing = describedParts(tree).references.flatMap(({ target, written }) =>
    target?.found === false ? [fileNameIn(String(written))] : [],
  );
  // What is probably meant by a reference to a file that is not there is told with it.
  const isMeant = (path: string): boolean => missing.includes(posix.basename(path)) || nearest(posix.basename(path), missing) !== undefined;
  const left = tree.files.filter(
    ({ path, kind }) => isDefinition.test(path) && (kind === 'schema' || kind === 'data') && !used.has(path) && !isMeant(path),
  );
  if (left.length === 0 || !tree.files.some(({ kind }) => kind === 'api')) return [];
  const names = new Map(left.map((source) => [posix.basename(source.path).replace(/\.\w+$/, ''), source]));
  // Pages name definitions too, and a file that does not parse may.
  const mentioned = new Set<string>();
  for (const { kind, yaml, text } of [...tree.files, ...pagesBeside(tree)]) {
    if (kind !== 'markdown' && kind !== 'rst' && kind !== 'template' && (yaml === undefined || yaml.errors.length === 0)) continue;
    for (const name of names.keys()) if (!mentioned.has(name) && text.includes(name)) mentioned.add(name);
  }
  for (const { text, yaml } of tree.files) {
    if (yaml === undefined) continue;
    for (const [, written = ''] of text.matchAll(misspeltReference)) mentioned.add(fileNameIn(written).replace(/\.\w+$/, ''));
  }
  return left.filter(({ path }) => !mentioned.has(posix.basename(path).replace(/\.\w+$/, '')) && isCheckedWhole(tree, path));
}

/** Pages of the tree that are not checked. */
function pagesBeside(tree: SourceTree): readonly SourceFile[] {
  const checked = new Set(tree.files.map(({ path }) => path));
  const paths = ['content', 'layouts', 'specification'].flatMap((folder) => tree.pathsBelow(folder));
  return paths.filter((path) => !checked.has(path) && /\.(md|html|rst)$/.test(path)).flatMap((path) => tree.file(path) ?? []);
}

/** The name of the file that a reference is to, however its path is written. */
function fileNameIn(reference: string): string {
  return reference.split('#', 1)[0]?.split(/[\\/]/).at(-1) ?? '';
}

/** What a key says that is nearly `$ref`; that it is misspelt is told of it. */
const misspeltReference = /^[ \t-]*["']?(?:ref|\$(?!ref["']?:)re?f+\w?)["']?:[ \t]+["']?([^\s"']+\.(?:ya?ml|json))/gm;

const isDefinition = /\/definitions\/(?!.*event-schemas\/).*\.(ya?ml|json)$/;
