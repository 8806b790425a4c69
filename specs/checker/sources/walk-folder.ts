import type { Dirent } from 'node:fs';
import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { reasonOf } from './file-text.ts';

/** What is in a folder and below it; paths are relative to the root, with `/` between their parts. */
export interface FolderContent {
  readonly paths: readonly string[];
  /** What is there and was passed over, with the reason. */
  readonly problems: readonly { readonly path: string; readonly kind: 'unreadable' | 'useless-link'; readonly message: string }[];
}

/** Folders that hold no sources. */
const skipped = /^(\..*|node_modules|public|resources|env|venv|__pycache__|_site)$/;

/**
 * The files in a folder and below it, each once: what links lead to is left out where it is found under its own name too.
 * @param folder an absolute path of a folder.
 */
export function walkFolder(folder: string, root: string): FolderContent {
  const paths: string[] = [];
  const problems: FolderContent['problems'][number][] = [];
  const named = (path: string): string => relative(root, path).split(sep).join('/');
  const inside = realpathSync(folder);
  const seen = new Set<string>();
  const visit = (at: string): void => {
    let entries: readonly Dirent[];
    try {
      entries = readdirSync(at, { withFileTypes: true });
    } catch (cause) {
      problems.push({ path: named(at), kind: 'unreadable', message: `this folder cannot be read: ${reasonOf(cause)}` });
      return;
    }
    for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
      if (skipped.test(entry.name)) continue;
      const path = join(at, entry.name);
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile()) paths.push(named(path));
      else if (entry.isSymbolicLink()) follow(path);
      else
        problems.push({
          path: named(path),
          kind: 'unreadable',
          message: 'this is no file but a device, a pipe or a socket; it is not opened',
        });
    }
  };
  const follow = (path: string): void => {
    try {
      const real = realpathSync(path);
      // It is or was met under its own name; a link to a folder above would not end.
      if (real === inside || real.startsWith(`${inside}${sep}`) || `${inside}${sep}`.startsWith(`${real}${sep}`) || seen.has(real)) return;
      seen.add(real);
      const found = statSync(real);
      if (found.isDirectory()) visit(path);
      else if (found.isFile()) paths.push(named(path));
    } catch (cause) {
      const loops = cause instanceof Error && 'code' in cause && cause.code === 'ELOOP';
      const message = loops ? 'this link leads in a circle' : 'this link leads to nothing';
      problems.push({ path: named(path), kind: 'useless-link', message });
    }
  };
  visit(folder);
  return { paths, problems };
}
