import type { SourceFile } from '../sources/source-file.ts';
import type { SourceTree } from '../sources/source-tree.ts';
import type { CodeBlock } from './code-block.ts';
import { markdownBlocks } from './markdown.ts';
import { proseLanguage } from './prose-language.ts';
import { descriptionBlocks } from './rst/rst-descriptions.ts';
import { rstBlocks } from './rst.ts';

/** The blocks of code of a file, whatever its prose is written in. Where that cannot be told, fences are still blocks. */
export function blocksOf(tree: SourceTree, source: SourceFile): readonly CodeBlock[] {
  if (proseLanguage(tree, source) !== 'rst') return markdownBlocks(source);
  return source.kind === 'rst' ? rstBlocks(source) : descriptionBlocks(tree, source);
}
