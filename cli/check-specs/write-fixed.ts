import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceTree } from '../../specs/checker/sources/source-tree.ts';
import { UsageError } from '../usage-error.ts';
import type { FixedFile } from './fix-all.ts';

const byteOrderMark = '\ufeff';

/** Writes fixed files to where they came from. @throws UsageError when one has changed since it was read, or cannot be written. */
export function writeFixed({ root }: SourceTree, made: readonly FixedFile[]): void {
  for (const { file, text } of made) {
    const path = join(root, file.path);
    try {
      const now = readFileSync(path, 'utf8');
      if (now === file.text) writeFileSync(path, text);
      else if (now === `${byteOrderMark}${file.text}`) writeFileSync(path, `${byteOrderMark}${text}`);
      else throw new UsageError(`--fix: ${path} has changed meanwhile, and is left as it is; try again`);
    } catch (cause) {
      if (cause instanceof UsageError) throw cause;
      throw new UsageError(`--fix: ${path} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
  }
}
