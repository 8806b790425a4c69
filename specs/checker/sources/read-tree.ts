import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { kindByContent, kindByName } from './kind.ts';
import { Lines } from '../../yaml/lines.ts';
import { parseYaml } from '../../yaml/parse-yaml.ts';
import type { SourceFile, SourceKind } from './source-file.ts';
import type { SourceProblem, SourceTree } from './source-tree.ts';
import type { YamlContent } from '../../yaml/yaml-content.ts';

/** Folders that hold no sources. */
const skipped = /^(\..*|node_modules|public|resources|env|venv|__pycache__|_site)$/;

/** @param path of a folder or a file that exists. */
export function readTree(path: string): SourceTree {
  const start = resolve(path);
  const isFolder = statSync(start).isDirectory();
  const root = rootOf(isFolder ? start : dirname(start));
  const problems: SourceProblem[] = [];
  const known = new Map<string, SourceFile | undefined>();

  const open = (relativePath: string, checked: boolean): SourceFile | undefined => {
    if (known.has(relativePath)) return known.get(relativePath);
    const absolute = join(root, relativePath);
    const file =
      existsSync(absolute) && statSync(absolute).isFile()
        ? sourceFile(relativePath, checked, () => readFileSync(absolute, 'utf8'))
        : undefined;
    known.set(relativePath, file);
    return file;
  };

  const hasFolder = (folder: string): boolean => existsSync(join(root, folder)) && statSync(join(root, folder)).isDirectory();
  const checkedPaths = isFolder ? walk(start, root, problems) : [toPosix(relative(root, start))];
  const files = checkedPaths.map((each) => open(each, true)).filter((file) => file !== undefined);
  return {
    root,
    files,
    problems,
    file: (each) => open(each, false),
    hasFolder,
    pathsBelow: (folder) => (hasFolder(folder) ? walk(join(root, folder), root, problems) : []),
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

function walk(folder: string, root: string, problems: SourceProblem[], above: readonly string[] = []): string[] {
  const real = realpathSync(folder);
  if (above.includes(real)) {
    problems.push({ path: toPosix(relative(root, folder)), code: 'link-loop', message: 'this link leads back to a folder above it' });
    return [];
  }
  const paths: string[] = [];
  for (const name of readdirSync(folder).toSorted()) {
    if (skipped.test(name)) continue;
    const path = join(folder, name);
    if (statSync(path).isDirectory()) paths.push(...walk(path, root, problems, [...above, real]));
    else paths.push(toPosix(relative(root, path)));
  }
  return paths;
}

function toPosix(path: string): string {
  return path.split(sep).join('/');
}

/** A file that is checked, by its text. */
export function fileOfText(path: string, text: string): SourceFile {
  return sourceFile(path, true, () => text);
}

function sourceFile(path: string, checked: boolean, read: () => string): SourceFile {
  let text: string | undefined;
  let lines: Lines | undefined;
  let yaml: YamlContent | undefined;
  let kind: SourceKind | undefined;
  const named = kindByName(path);
  const isYaml = named === 'yaml' || named === 'perhaps-yaml';
  return {
    path,
    checked,
    get text() {
      return (text ??= read());
    },
    get lines() {
      return (lines ??= new Lines(this.text));
    },
    get yaml() {
      return isYaml ? (yaml ??= parseYaml(this.text)) : undefined;
    },
    get kind() {
      return (kind ??= isYaml ? kindByContent(path, this.yaml?.value) : named);
    },
  };
}
