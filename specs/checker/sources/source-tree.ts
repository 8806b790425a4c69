import type { FileProblem, SourceFile } from './source-file.ts';

/** The sources of a specification, or a part of them. */
export interface SourceTree {
  /** Absolute path of the folder that the files' paths are relative to: the root of the specification if it can be found, else what is checked. */
  readonly root: string;
  /** What is checked: the files below the path that was asked for, in the order of their paths. */
  readonly files: readonly SourceFile[];
  /** A file by its path relative to the root, also one that is not checked; undefined when there is none that can be read. */
  file(path: string): SourceFile | undefined;
  /** Whether there is a folder of that path, relative to the root. */
  hasFolder(path: string): boolean;
  /** Paths, relative to the root, of all files in a folder and below it, checked or not; empty when there is none. */
  pathsBelow(folder: string): readonly string[];
  /** What is there but was passed over, with the reason: folders that may not be read, links that lead nowhere. */
  readonly problems: readonly { readonly source: SourceFile; readonly problem: FileProblem }[];
}
