import type { SourceFile } from '../sources/source-file.ts';
import type { CodeBlock } from './code-block.ts';
import { parseRst } from './rst/parse-rst.ts';
import type { RstDocument } from './rst/rst-document.ts';

const documents = new WeakMap<SourceFile, RstDocument>();

/** What a file in reStructuredText holds. It is read once. */
export function rstDocument(source: SourceFile): RstDocument {
  let document = documents.get(source);
  if (document === undefined) documents.set(source, (document = parseRst(source.text)));
  return document;
}

/** The blocks of code of a file in reStructuredText; none for a file of another kind. */
export function rstBlocks(source: SourceFile): readonly CodeBlock[] {
  if (source.kind !== 'rst') return [];
  return rstDocument(source).blocks.map(({ kind, language, content, range, headings, introduction }) => ({
    source,
    kind,
    language,
    text: content.text,
    range,
    offsetOf: (index) => content.offsetOf(index),
    headings,
    introduction,
  }));
}
