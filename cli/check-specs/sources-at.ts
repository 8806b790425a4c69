import { realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { FindingsFormat } from '../../reporters/findings/format.ts';
import { readTree } from '../../specs/checker/sources/read-tree.ts';
import type { SourceTree } from '../../specs/checker/sources/source-tree.ts';
import { UsageError } from '../usage-error.ts';

/** A path that the user wants checked. */
export interface SourcesAt {
  /** As the user has written it. */
  readonly path: string;
  readonly isFolder: boolean;
}

/** @throws UsageError when there is nothing of which sources could be read. */
export function sourcesAt(path: string): SourcesAt {
  const found = orUsageError(path, () => statSync(path));
  if (!found.isDirectory() && !found.isFile()) throw new UsageError(`${path} is neither a folder nor a file`);
  return { path, isFolder: found.isDirectory() };
}

/** Reads what is there now. @throws UsageError when it is gone or cannot be read. */
export function treeAt({ path }: SourcesAt): SourceTree {
  return orUsageError(path, () => readTree(path));
}

/** Whether a path, relative to the root of the tree, belongs to what the user wants checked. */
export function isBelow(sources: SourcesAt, tree: SourceTree): (file: string) => boolean {
  const start = startWithin(sources, tree);
  return (file) => start === '' || file === start || (sources.isFolder && file.startsWith(`${start}/`));
}

/** Turns paths relative to the root of the tree into ones for the reader of a format. */
export function pathsFor(
  sources: SourcesAt,
  tree: SourceTree,
  relativeTo: FindingsFormat['relativeTo'],
  environment: Readonly<Record<string, string | undefined>>,
): (file: string) => string {
  const start = startWithin(sources, tree);
  const folder = sources.isFolder ? start : posixOf(dirname(start));
  const within = (file: string): string => posixOf(relative(join('/', folder), join('/', file)));
  if (relativeTo === 'checked') return within;
  const shown = sources.isFolder ? sources.path : dirname(sources.path);
  if (relativeTo === 'working-directory') return (file) => posixOf(join(shown, within(file)));
  const repository = environment['GITHUB_WORKSPACE'];
  const base = repository === undefined || repository === '' ? process.cwd() : repository;
  return (file) => posixOf(relative(base, join(resolve(shown), within(file))));
}

/** Where the checked path lies in the tree; empty when it is the root. */
function startWithin({ path }: SourcesAt, { root }: SourceTree): string {
  const plain = relative(root, resolve(path));
  return posixOf(plain.startsWith('..') ? relative(realpathSync(root), realpathSync(path)) : plain);
}

function posixOf(path: string): string {
  return path.split(sep).join('/');
}

function orUsageError<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
    if (code === undefined || !(code in reasons || /^E[A-Z0-9]+$/.test(code)) || code.startsWith('ERR_')) throw cause;
    throw new UsageError(`${path} cannot be checked: ${reasons[code] ?? code}`, { cause });
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of the path is no folder',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'no path is as long',
};
