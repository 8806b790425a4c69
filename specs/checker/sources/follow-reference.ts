import { posix } from 'node:path';
import { valueAt } from '../../yaml/pointer.ts';
import type { SourceFile } from './source-file.ts';
import type { SourceTree } from './source-tree.ts';

/** What a `$ref` leads to. */
export type Reference =
  | { readonly found: true; readonly source: SourceFile; readonly pointer: string; readonly value: unknown }
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
