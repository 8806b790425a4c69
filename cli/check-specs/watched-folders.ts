import { readdirSync, realpathSync, statSync, watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { SourcesAt } from './sources-at.ts';

/** Milliseconds between looks where the system does not tell of changes. */
const pollEvery = 1_000;

/** Folders that are watched, each without those below it. */
export interface WatchedFolders {
  /** Watches just these from now on. */
  follow(folders: ReadonlySet<string>): void;
  close(): void;
}

/** @param changed is called whenever something may have changed. */
export function watchedFolders(changed: () => void): WatchedFolders {
  const watchers = new Map<string, FSWatcher>();
  let poll: NodeJS.Timeout | undefined;
  const open = (folder: string): void => {
    try {
      const watcher = watch(folder, changed);
      watcher.on('error', () => {
        watcher.close();
        watchers.delete(folder);
        changed();
      });
      watchers.set(folder, watcher);
    } catch {
      // Systems have a limit of watched folders, and some file systems cannot watch at all.
      poll ??= setInterval(changed, pollEvery);
    }
  };
  return {
    follow(folders) {
      for (const [folder, watcher] of watchers) {
        if (folders.has(folder)) continue;
        watcher.close();
        watchers.delete(folder);
      }
      for (const folder of folders) if (!watchers.has(folder)) open(folder);
    },
    close() {
      clearInterval(poll);
      for (const watcher of watchers.values()) watcher.close();
      watchers.clear();
    },
  };
}

/** The folders in which a change can matter: of one file, its own, unless it is a part of a specification. */
export function foldersOf({ path, isFolder }: SourcesAt, root: string): ReadonlySet<string> {
  const own = isFolder ? resolve(path) : dirname(resolve(path));
  const folders = new Set<string>();
  if (!isFolder && (root === own || root === resolve(path))) folders.add(own);
  else addFolders(root, folders, new Set());
  return folders;
}

function addFolders(folder: string, folders: Set<string>, seen: Set<string>): void {
  try {
    const real = realpathSync(folder);
    if (seen.has(real)) return;
    seen.add(real);
    folders.add(folder);
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (/^(\..*|node_modules)$/.test(entry.name)) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory() || (entry.isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true))
        addFolders(path, folders, seen);
    }
  } catch (cause) {
    // A folder that is gone again, or that cannot be read, has nothing to watch.
    if (!(cause instanceof Error && 'code' in cause)) throw cause;
  }
}
