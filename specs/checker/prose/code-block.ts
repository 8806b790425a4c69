import type { Range } from '../../yaml/lines.ts';
import type { SourceFile } from '../sources/source-file.ts';

/** A block of code in prose: in Markdown or RST, in a file of its own or in the description of a YAML file. */
export interface CodeBlock {
  readonly source: SourceFile;
  /** `fenced` and `indented` in Markdown; `directive` (`.. code::`, `.. code-block::`, `.. parsed-literal::`) and `literal` (`::`) in RST. */
  readonly kind: 'fenced' | 'indented' | 'directive' | 'literal';
  /** As written behind the fence or the directive, in lower case; undefined when nothing is. */
  readonly language: string | undefined;
  /** The content, without the indentation that all of it has. */
  readonly text: string;
  /** The content in the file, with its indentation. */
  readonly range: Range;
  /** Where in the file a character of `text` stands. */
  offsetOf(index: number): number;
  /** The headings above it, the outermost first. */
  readonly headings: readonly string[];
  /** The last paragraph before it, which often tells what it shows; empty when there is none. */
  readonly introduction: string;
}
