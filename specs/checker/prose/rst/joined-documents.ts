import { posix } from 'node:path';
import { isMapping } from '../../../reader/resolve.ts';
import { pointerInto } from '../../../yaml/pointer.ts';
import type { SourceFile } from '../../sources/source-file.ts';
import type { SourceTree } from '../../sources/source-tree.ts';

/** A document of the specification that was built from several files: what `targets.yaml` calls a target. */
export interface JoinedDocument {
  readonly name: string;
  /** Its files, in order, and how many levels their titles are moved down. */
  readonly parts: readonly { readonly source: SourceFile; readonly level: number }[];
}

/** How the files of the specification make documents. */
export interface JoinedDocuments {
  /** The file that says so. */
  readonly listing: SourceFile;
  /** The folder that its paths are relative to. */
  readonly folder: string;
  readonly documents: readonly JoinedDocument[];
  /** The characters below titles, the outermost first; empty when they are not said. */
  readonly styles: readonly string[];
  /** The characters that say "one lower", "the same", "one higher". */
  readonly relative: { readonly lower: string; readonly same: string; readonly higher: string };
  /** What it names that is not there. */
  readonly missing: readonly { readonly pointer: string; readonly what: 'file' | 'group'; readonly name: string }[];
}

const memory = new WeakMap<SourceTree, JoinedDocuments | undefined>();

/** The documents of a tree that has a `targets.yaml`; undefined for another. */
export function joinedDocuments(tree: SourceTree): JoinedDocuments | undefined {
  if (!memory.has(tree)) memory.set(tree, readDocuments(tree));
  return memory.get(tree);
}

function readDocuments(tree: SourceTree): JoinedDocuments | undefined {
  const listing =
    tree.files.find(({ path }) => posix.basename(path) === 'targets.yaml') ??
    tree.file('specification/targets.yaml') ??
    tree.file('targets.yaml');
  const value = listing?.yaml?.value;
  if (listing === undefined || !isMapping(value) || !isMapping(value['targets'])) return undefined;
  const folder = posix.dirname(listing.path);
  const groups = isMapping(value['groups']) ? value['groups'] : {};
  const missing: { pointer: string; what: 'file' | 'group'; name: string }[] = [];
  const parts = (entry: unknown, level: number, pointer: string, depth = 0): { source: SourceFile; level: number }[] => {
    if (depth > 8) return [];
    if (typeof entry === 'string') {
      const group = /^group:(.*)$/s.exec(entry)?.[1];
      if (group !== undefined) {
        if (Array.isArray(groups[group])) return parts(groups[group], level, pointerInto('/groups', group), depth + 1);
        missing.push({ pointer, what: 'group', name: group });
        return [];
      }
      const source = tree.file(posix.join(folder, entry));
      if (source !== undefined) return [{ source, level }];
      missing.push({ pointer, what: 'file', name: entry });
      return [];
    }
    if (Array.isArray(entry)) return entry.flatMap((each: unknown, index) => parts(each, level, `${pointer}/${index}`, depth + 1));
    if (!isMapping(entry)) return [];
    return Object.keys(entry).flatMap((key) => {
      const moved = Number(key);
      return Number.isInteger(moved) ? parts(entry[key], level + moved, pointerInto(pointer, key), depth + 1) : [];
    });
  };
  const { targets } = value;
  const documents = Object.keys(targets).map((name) => {
    const target = targets[name];
    return { name, parts: isMapping(target) ? parts(target['files'], 0, `${pointerInto('/targets', name)}/files`) : [] };
  });
  const styles: readonly unknown[] = Array.isArray(value['title_styles']) ? value['title_styles'] : [];
  const relative = isMapping(value['relative_title_styles']) ? value['relative_title_styles'] : {};
  const character = (name: string, otherwise: string): string => {
    const written = relative[name];
    return typeof written === 'string' ? written : otherwise;
  };
  return {
    listing,
    folder,
    documents,
    styles: styles.filter((style) => typeof style === 'string'),
    relative: { lower: character('subtitle', '<'), same: character('sametitle', '/'), higher: character('supertitle', '>') },
    missing,
  };
}
