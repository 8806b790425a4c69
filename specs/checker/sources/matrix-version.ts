import type { SourceTree } from './source-tree.ts';

/** A version of the specification: `r0.6.1`, `1.4`. */
export interface Version {
  readonly name: string;
  readonly numbers: readonly [major: number, minor: number, patch: number];
}

/** The version of a name; undefined when no version could have it. */
export function versionOf(name: string): Version | undefined {
  const parts = /^(?:r(0)\.([0-6])(?:\.(\d))?|(1)\.([1-9]\d*))$/.exec(name);
  if (parts === null) return undefined;
  const [, early, earlyMinor, patch, major, minor] = parts;
  return { name, numbers: [Number(early ?? major), Number(earlyMinor ?? minor), Number(patch ?? 0)] };
}

/** Negative when the first one came before the other. */
export function compareVersions({ numbers: one }: Version, { numbers: other }: Version): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}

/** N of the newest version 1.N that has a page of changes in the tree, as `content/changelog/v1.4.md`; undefined when none has. */
export function newestMinor(tree: SourceTree): number | undefined {
  const folders = ['content/changelog', 'changelogs'].filter((folder) => tree.hasFolder(folder));
  const minors = folders
    .flatMap((folder) => tree.pathsBelow(folder))
    .flatMap((each) => {
      const minor = /\/v1\.(\d+)(?:\.\d+)?\.(?:md|rst)$/.exec(each)?.[1];
      return minor === undefined ? [] : [Number(minor)];
    });
  return minors.length === 0 ? undefined : Math.max(...minors);
}
