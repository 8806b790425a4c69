import { posix } from 'node:path';
import { valueAt } from '../../yaml/pointer.ts';
import type { Part } from './api-description.ts';
import type { SourceFile } from './source-file.ts';
import type { SourceTree } from './source-tree.ts';

interface FoundReference extends Part {
  readonly found: true;
}

/** What a `$ref` leads to. */
export type Reference =
  | FoundReference
  | {
      readonly found: false;
      readonly reason: 'no-file' | 'no-part' | 'remote' | 'outside' | 'no-yaml';
      /** The file that it would lead to. */
      readonly file?: string;
      readonly pointer?: string;
    };

/**
 * Follows a reference, one step: a path relative to the file it stands in, a fragment, or both. The names of event schemas hold a `#`
 * in some trees: a file of the whole name comes first.
 */
export function followReference(tree: SourceTree, from: SourceFile, reference: string): Reference {
  if (/^[a-z][a-z+.-]*:\/\//i.test(reference)) return { found: false, reason: 'remote' };
  const whole = pathOf(from, reference);
  if (reference !== '' && !reference.startsWith('#')) {
    if (whole === undefined) return { found: false, reason: 'outside' };
    const source = tree.file(whole);
    if (source !== undefined) return partOf(source, '');
  }
  const at = reference.indexOf('#');
  const [name, fragment] = at < 0 ? [reference, ''] : [reference.slice(0, at), reference.slice(at + 1)];
  if (name === '') return partOf(from, decoded(fragment));
  const path = pathOf(from, name);
  if (path === undefined) return { found: false, reason: 'outside' };
  const source = tree.file(path);
  return source === undefined ? { found: false, reason: 'no-file', file: path } : partOf(source, decoded(fragment));
}

/**
 * Follows a reference inside an example. Some of those who render examples look for it beside the file that the example is made from, when
 * there is none where it should be.
 * @param base what the `$ref` of the nearest mapping around it leads to.
 */
export function followInExample(tree: SourceTree, from: SourceFile, reference: string, base: SourceFile | undefined): Reference {
  const target = followReference(tree, from, reference);
  if (target.found || target.reason !== 'no-file' || base === undefined) return target;
  const beside = followReference(tree, base, reference);
  return beside.found ? beside : target;
}

/** Follows a reference, also past a link that is missing in this copy of the tree. */
export function followMeant(tree: SourceTree, from: SourceFile, reference: string): Reference {
  const target = followReference(tree, from, reference);
  return pastMissingLink(tree, from, reference, target) ?? target;
}

/**
 * Where a reference that leads to no file would lead if this copy of the tree had its links: `definitions/event-schemas` stood for the
 * folder `event-schemas` at the root. Undefined when that is not why it leads nowhere.
 */
export function pastMissingLink(tree: SourceTree, from: SourceFile, reference: string, target: Reference): FoundReference | undefined {
  if (target.found || target.reason !== 'no-file' || target.file === undefined) return undefined;
  const [, beyond] = /(?:^|\/)(event-schemas\/(?!.*\/event-schemas\/).*)$/.exec(reference) ?? [];
  const link = target.file.lastIndexOf('/event-schemas/');
  if (beyond === undefined || link < 0 || tree.hasFolder(target.file.slice(0, link + '/event-schemas'.length))) return undefined;
  const meant = followReference(tree, from, `${posix.relative(posix.dirname(from.path), '.')}/${beyond}`);
  return meant.found ? meant : undefined;
}

function pathOf(from: SourceFile, name: string): string | undefined {
  const path = posix.normalize(posix.join(posix.dirname(from.path), name));
  return path.startsWith('../') || path === '..' || posix.isAbsolute(name) ? undefined : path;
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

function partOf(source: SourceFile, pointer: string): Reference {
  if (source.yaml === undefined) return { found: false, reason: 'no-yaml', file: source.path };
  const value = valueAt(source.yaml.value, pointer);
  if (value === undefined && pointer.includes('/')) return { found: false, reason: 'no-part', file: source.path, pointer };
  return { found: true, source, pointer, value };
}
