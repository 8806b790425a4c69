import { readInline } from './inline-markup.ts';
import { emptyDocument } from './rst-document.ts';
import type { RstBlock, RstDocument, RstMistakeKind, RstTitle } from './rst-document.ts';
import { indentOf, isBlank, joined, placeIn, withoutBlankEnds } from './rst-lines.ts';
import type { RstLine } from './rst-lines.ts';
import { template } from './rst-marks.ts';
import type { Range } from '../../../yaml/lines.ts';

/** Where a reader is: how deep, and whether there can be titles. */
export interface RstContext {
  readonly depth: number;
  readonly titles: boolean;
}

/** What those share that read the blocks of one text. */
export interface RstReader {
  readonly text: string;
  readonly document: RstDocument;
  /** The titles that the place stands below, the outermost first. */
  readonly headings: RstTitle[];
  /** The styles of titles in the order of their levels, and the level of the last one whose style is not relative. */
  readonly levels: { readonly styles: string[]; last: number };
  /** The last paragraph. */
  introduction: string;
  /** Reads the blocks in some lines. */
  body(lines: readonly RstLine[], context: RstContext): void;
  /** Reads the markup in a paragraph, and gives its text. */
  inline(lines: readonly RstLine[]): string;
  /** Takes a block of code. */
  code(lines: readonly RstLine[], kind: RstBlock['kind'], language: string | undefined): void;
  /** Takes a mistake, at a line or at the end. */
  mistake(kind: RstMistakeKind, line: RstLine | undefined, message: string, replacement?: string): void;
  /** Tells when what ends before a line has no blank one behind it: then it goes on as something else than was meant. */
  expectBlank(lines: readonly RstLine[], next: number, what: string): void;
  /** Where a line stands; the end of the text when there is none. */
  lineRange(line: RstLine | undefined): Range;
}

/** @param body reads the blocks in some lines. */
export function rstReader(text: string, body: (reader: RstReader, lines: readonly RstLine[], context: RstContext) => void): RstReader {
  const document = emptyDocument();
  const reader: RstReader = {
    text,
    document,
    headings: [],
    levels: { styles: [], last: 0 },
    introduction: '',
    body: (lines, context) => body(reader, lines, context),
    inline: (lines) => readInline(joined(lines), document),
    code(lines, kind, language) {
      const content = withoutBlankEnds(lines);
      const [first, last] = [content[0], content.at(-1)];
      if (first === undefined || last === undefined) return;
      const start = Math.max(text.lastIndexOf('\n', first.at - 1), text.lastIndexOf('\r', first.at - 1)) + 1;
      document.blocks.push({
        kind,
        language: language?.toLowerCase(),
        content: joined(content),
        range: { start, end: placeIn(last, last.text.length) },
        headings: reader.headings.map((title) => title.text),
        introduction: reader.introduction,
      });
    },
    mistake(kind, line, message, replacement) {
      document.mistakes.push({ kind, range: reader.lineRange(line), message, ...(replacement === undefined ? {} : { replacement }) });
    },
    expectBlank(lines, next, what) {
      const line = lines[next];
      if (line === undefined || next === 0 || isBlank(lines[next - 1]) || isBlank(line) || template.test(line.text)) return;
      reader.mistake(
        'missing-blank-line',
        line,
        `${what} ends here, but the line before is not blank; put a blank line in front of this one, or indent it`,
      );
    },
    lineRange(line) {
      if (line === undefined) return { start: text.length, end: text.length };
      const start = placeIn(line, indentOf(line));
      return { start, end: Math.max(placeIn(line, line.text.length), start) };
    },
  };
  return reader;
}
