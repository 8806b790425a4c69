import type { SourceFile } from '../sources/source-file.ts';
import type { CodeBlock } from './code-block.ts';
import type { MarkdownDocument } from './markdown/markdown-document.ts';
import { parseMarkdown } from './markdown/parse-markdown.ts';
import { proseOf } from './prose-in-yaml.ts';

/** A text in Markdown: a whole file, or a description in a YAML file. */
export interface MarkdownText {
  readonly source: SourceFile;
  readonly document: MarkdownDocument;
  /** Where in the file a character of the text stands. */
  readonly offsetOf: (index: number) => number;
  /** In a YAML file. */
  readonly pointer?: string;
}

/** What all that is looked for begins with; most descriptions have nothing of it. */
const hasMarkup = /[[<`~|]|^ {4}|^\t|^\s*#|^\.\. |^(?:=+|-+)\s*$/m;

const read = new WeakMap<SourceFile, readonly MarkdownText[]>();

/** The texts in Markdown that a file holds: a Markdown file and a changelog fragment are one, YAML has one in each description. */
export function markdownTexts(source: SourceFile): readonly MarkdownText[] {
  let texts = read.get(source);
  if (texts === undefined) read.set(source, (texts = textsOf(source)));
  return texts;
}

function textsOf(source: SourceFile): readonly MarkdownText[] {
  switch (source.kind) {
    case 'markdown':
    case 'fragment':
      // A template of the layout is Markdown with code between.
      if (/(^|\/)layouts\//.test(source.path)) return [];
      return [{ source, document: parseMarkdown(source.text), offsetOf: (index) => index }];
    case 'api':
    case 'schema':
    case 'data':
      return proseOf(source)
        .filter(({ text }) => hasMarkup.test(text))
        .map((prose) => ({
          source,
          document: parseMarkdown(prose.text),
          offsetOf: (index) => prose.offsetOf(index),
          pointer: prose.pointer,
        }));
    default:
      return [];
  }
}

/** The blocks of code of a Markdown file, or of the descriptions of a YAML file. */
export function markdownBlocks(source: SourceFile): readonly CodeBlock[] {
  return markdownTexts(source).flatMap(({ document, offsetOf }) =>
    document.blocks.map((block) => {
      const at = (index: number): number => offsetOf(block.offsetOf(index));
      const start = offsetOf(block.range.start);
      return { ...block, source, range: { start, end: block.text === '' ? start : at(block.text.length - 1) + 1 }, offsetOf: at };
    }),
  );
}
