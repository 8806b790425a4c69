import type { SourceFile } from '../../sources/source-file.ts';
import type { SourceTree } from '../../sources/source-tree.ts';
import { filesOf, targetOf } from './shortcode-targets.ts';
import type { Shortcode } from './shortcodes.ts';

/** How deep files are read that include others. */
export const deepestInclusion = 10;

/** The YAML files that a shortcode shows, and the name of each of them. */
export function dataOf(tree: SourceTree, shortcode: Shortcode): readonly { readonly source: SourceFile; readonly name: string }[] {
  const isMessages = shortcode.name === 'msgtypes';
  const target = targetOf(isMessages ? { ...shortcode, name: 'event-group', parameters: { group_name: 'm.room.message$' } } : shortcode);
  if (target === undefined || !target.folder.startsWith('data')) return [];
  return filesOf(tree, target).flatMap((path) => {
    const source = tree.file(path);
    const name = path.slice(target.folder.length + 1).replace(/\.\w+$/, '');
    return source === undefined ? [] : [{ source, name: isMessages ? name.slice(name.indexOf('$') + 1) : name }];
  });
}

/** The Markdown files that a shortcode includes. */
export function includedBy(tree: SourceTree, from: SourceFile, shortcode: Shortcode): readonly SourceFile[] {
  if (shortcode.name === 'cs-modules') {
    const folder = `${from.path.slice(0, from.path.lastIndexOf('/'))}/modules`;
    return tree.hasFolder(folder) ? tree.pathsBelow(folder).flatMap((path) => (path.endsWith('.md') ? (tree.file(path) ?? []) : [])) : [];
  }
  if (!isInclusion(shortcode)) return [];
  const target = targetOf(shortcode);
  return target === undefined ? [] : filesOf(tree, target).flatMap((path) => tree.file(path) ?? []);
}

/** Whether a shortcode includes one file, which it names. */
export function isInclusion({ name }: Shortcode): boolean {
  return name === 'cs-module' || name === 'rver-fragment';
}
