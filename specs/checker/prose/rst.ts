import type { SourceFile } from '../sources/source-file.ts';
import { parseRst } from './rst/parse-rst.ts';
import type { RstDocument } from './rst/rst-document.ts';

const documents = new WeakMap<SourceFile, RstDocument>();

/** What a file in reStructuredText holds. It is read once. */
export function rstDocument(source: SourceFile): RstDocument {
  let document = documents.get(source);
  if (document === undefined) documents.set(source, (document = parseRst(source.text)));
  return document;
}
