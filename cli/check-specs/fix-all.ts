import { byFile } from '../../reporters/findings/format.ts';
import { applyFixes } from '../../specs/checker/apply-fixes.ts';
import { overlaidTree } from '../../specs/checker/sources/overlaid-tree.ts';
import { fileOfText } from '../../specs/checker/sources/read-tree.ts';
import type { SourceFile } from '../../specs/checker/sources/source-file.ts';
import type { SourceTree } from '../../specs/checker/sources/source-tree.ts';
import type { Looked } from './look.ts';

/** A file with its fixes made. */
export interface FixedFile {
  /** As it was. */
  readonly file: SourceFile;
  readonly text: string;
  readonly fixes: number;
}

/** A fix may make room for another one; more often than this, two of them undo each other. */
const mostRounds = 10;

/** Makes all fixes, in memory, and looks again until there is nothing left to fix. */
export function fixAll(
  tree: SourceTree,
  look: (tree: SourceTree) => Looked,
): { readonly before: Looked; readonly after: Looked; readonly made: readonly FixedFile[] } {
  const before = look(tree);
  const fixed = new Map<string, FixedFile & { readonly now: SourceFile }>();
  let after = before;
  for (let round = 0; round < mostRounds; round += 1) {
    let changed = false;
    for (const [source, findings] of byFile(after.findings)) {
      const { text, made } = applyFixes(
        source.text,
        findings.flatMap(({ fix }) => (fix === undefined ? [] : [fix])),
      );
      if (text === source.text) continue;
      changed = true;
      const known = fixed.get(source.path);
      fixed.set(source.path, { file: known?.file ?? source, text, fixes: (known?.fixes ?? 0) + made, now: fileOfText(source.path, text) });
    }
    if (!changed) break;
    after = look(overlaidTree(tree, (file) => fixed.get(file.path)?.now ?? file));
  }
  return { before, after, made: [...fixed.values()].filter(({ file, text }) => file.text !== text) };
}
