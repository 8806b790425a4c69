import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { Lines } from '../../yaml/lines.ts';
import { parseYaml } from '../../yaml/parse-yaml.ts';
import type { YamlContent } from '../../yaml/yaml-content.ts';
import type { FileText } from './file-text.ts';
import { fileText } from './file-text.ts';
import { kindByContent, kindByName } from './kind.ts';
import type { SourceFile, SourceKind } from './source-file.ts';
import type { SourceTree } from './source-tree.ts';
import { walkFolder } from './walk-folder.ts';

/** @param path of a folder or a file that exists. */
export function readTree(path: string): SourceTree {
  const start = resolve(path);
  const isFolder = statSync(start).isDirectory();
  const root = rootOf(isFolder ? start : dirname(start));
  const realRoot = realpathSync.native(root);
  const known = new Map<string, SourceFile | undefined>();

  const checked = (relativePath: string): SourceFile => {
    const file = sourceFile(relativePath, true, () => fileText(join(root, relativePath)));
    known.set(relativePath, file);
    return file;
  };
  const other = (relativePath: string): SourceFile | undefined => {
    if (known.has(relativePath)) return known.get(relativePath);
    const file = existing(relativePath);
    known.set(relativePath, file);
    return file;
  };
  const existing = (relativePath: string): SourceFile | undefined => {
    const real = realFile(join(root, relativePath));
    if (real === undefined) return undefined;
    // What is behind a link is the same file as under its own name.
    const own = toPosix(relative(realRoot, real));
    if (own !== relativePath && !own.startsWith('../')) return other(own);
    return sourceFile(relativePath, false, () => fileText(real));
  };

  const hasFolder = remembered(
    (folder: string): boolean => statSync(join(root, folder), { throwIfNoEntry: false })?.isDirectory() === true,
  );
  const pathsBelow = remembered((folder: string) => (hasFolder(folder) ? walkFolder(join(root, folder), root).paths : []));
  const { paths, problems } = isFolder ? walkFolder(start, root) : { paths: [toPosix(relative(root, start))], problems: [] };
  return {
    root,
    files: paths.map(checked),
    problems: problems.map(({ path: at, kind, message }) => ({
      source: sourceFile(at, true, () => ({ text: '' })),
      problem: { kind, message },
    })),
    file: other,
    hasFolder,
    pathsBelow,
  };
}

/** A tree is what it was when it was read, and its checks ask the same again. */
function remembered<T>(find: (folder: string) => T): (folder: string) => T {
  const known = new Map<string, T>();
  return (folder) => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const found = find(folder);
    known.set(folder, found);
    return found;
  };
}

/** The nearest folder at or above that looks like the root of a specification; else the folder itself. */
function rootOf(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    const has = (name: string): boolean => existsSync(join(at, name));
    // Below `data/` it looks like a tree of before 2021.
    const isInner = basename(at) === 'data' && existsSync(join(dirname(at), 'content'));
    if (has('data') && has('content')) return at;
    if (!isInner && has('api') && (has('specification') || has('event-schemas') || has('text'))) return at;
    if (dirname(at) === at || has('.git')) return folder;
  }
}

/** Where a file really is, if it is one; a device or a pipe is none. */
function realFile(path: string): string | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true ? realpathSync.native(path) : undefined;
  } catch {
    return undefined;
  }
}

function toPosix(path: string): string {
  return path.split(sep).join('/');
}

/** A file that is checked, by its text. */
export function fileOfText(path: string, text: string): SourceFile {
  return sourceFile(path, true, () => ({ text }));
}

const unread: YamlContent = { value: undefined, errors: [], holes: [''], gaps: [], rangeOf: () => ({ start: 0, end: 0 }) };

function sourceFile(path: string, checked: boolean, read: () => FileText): SourceFile {
  let content: FileText | undefined;
  let lines: Lines | undefined;
  let yaml: YamlContent | undefined;
  let kind: SourceKind | undefined;
  const named = kindByName(path);
  const isYaml = named === 'yaml' || named === 'perhaps-yaml';
  return {
    path,
    checked,
    get text() {
      return (content ??= read()).text;
    },
    get problem() {
      return (content ??= read()).problem;
    },
    get lines() {
      return (lines ??= new Lines(this.text));
    },
    get yaml() {
      if (!isYaml) return undefined;
      return (yaml ??= this.problem === undefined || this.problem.kind === 'invalid-utf8' ? parseYaml(this.text) : unread);
    },
    get kind() {
      return (kind ??= isYaml ? kindByContent(path, this.yaml?.value) : named);
    },
  };
}
