import { isMapping } from '../../reader/resolve.ts';
import { proseOf } from '../prose/prose-in-yaml.ts';
import type { SourceFile } from '../sources/source-file.ts';
import type { SourceTree } from '../sources/source-tree.ts';

const errcode = /\bM_[A-Z0-9]+(?:_[A-Z0-9]+)*\b/y;
/** What stands before the code of an error that a block of JSON shows. */
const shown = /\berrcode["']\s*:\s*["']$/;

/** Whether a text of the tree tells of an errcode: true, or those that there are; undefined when no text tells of any. */
export type KnowsErrcode = (errcode: string) => readonly string[] | true | undefined;

/**
 * Knows the codes that the texts of a tree tell of. Most are in its pages, so that descriptions are read for the others alone.
 * @param by `anything`: a block of JSON that shows a code tells of it too; `words`: it does not.
 */
export function definedErrcodes(tree: SourceTree, by: 'anything' | 'words'): KnowsErrcode {
  const isTold = by === 'anything' ? () => true : (before: string) => !shown.test(before);
  let inPages: ReadonlySet<string> | undefined;
  let everywhere: ReadonlySet<string> | undefined;
  return (errcode) => {
    inPages ??= codesIn(pagesOf(tree), ({ text }) => [text], isTold);
    if (inPages.has(errcode)) return true;
    everywhere ??= new Set([...inPages, ...codesIn(tree.files, described, isTold)]);
    if (everywhere.has(errcode)) return true;
    return inPages.size === 0 ? undefined : [...everywhere];
  };
}

function codesIn(
  sources: readonly SourceFile[],
  textsOf: (source: SourceFile) => readonly string[],
  isTold: (before: string) => boolean,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const source of sources) for (const text of textsOf(source)) addCodes(text, isTold, found);
  return found;
}

function addCodes(text: string, isTold: (before: string) => boolean, found: Set<string>): void {
  for (let at = text.indexOf('M_'); at >= 0; at = text.indexOf('M_', at + 2)) {
    errcode.lastIndex = at;
    const [code] = errcode.exec(text) ?? [];
    if (code !== undefined && isTold(text.slice(Math.max(0, at - 20), at))) found.add(code);
  }
}

/** The descriptions of a file, and the codes that a schema of it lists. */
function described(source: SourceFile): readonly string[] {
  if (source.yaml === undefined || !source.text.includes('M_')) return [];
  return [...proseOf(source).map(({ text }) => text), ...listed(source.yaml.value)];
}

function listed(value: unknown, depth = 0): readonly string[] {
  if (typeof value !== 'object' || value === null || depth > 100) return [];
  const { enum: list, const: only } = isMapping(value) ? value : {};
  const own = [...(Array.isArray(list) ? list : []), only].filter((each) => typeof each === 'string');
  return [...own, ...Object.values(value).flatMap((each) => listed(each, depth + 1))];
}

/** The pages of a tree, also when only a part of it is checked. */
function pagesOf(tree: SourceTree): readonly SourceFile[] {
  const pages = new Map(tree.files.filter(isPage).map((source) => [source.path, source]));
  for (const folder of ['content', 'specification', 'text']) {
    if (!tree.hasFolder(folder)) continue;
    for (const each of tree.pathsBelow(folder)) {
      const source = pages.has(each) || !/\.(md|rst)$/.test(each) ? undefined : tree.file(each);
      if (source !== undefined) pages.set(each, source);
    }
  }
  return [...pages.values()];
}

function isPage({ kind }: SourceFile): boolean {
  return kind === 'markdown' || kind === 'rst';
}
