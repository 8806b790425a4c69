import type { SourceFile } from '../sources/source-file.ts';
import type { CodeBlock } from './code-block.ts';
import { markdownBlocks } from './markdown.ts';
import { rstBlocks } from './rst.ts';

/** The blocks of code of a file, whatever its prose is written in. */
export function blocksOf(source: SourceFile): readonly CodeBlock[] {
  return [...markdownBlocks(source), ...rstBlocks(source)];
}
