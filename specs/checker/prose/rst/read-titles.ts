import { normalName } from './rst-document.ts';
import type { RstTitle } from './rst-document.ts';
import { indentOf } from './rst-lines.ts';
import type { RstLine } from './rst-lines.ts';
import type { RstContext, RstReader } from './rst-reader.ts';

/** Reads a title with the line below it, and the one above it where it has one. */
export function readTitle(reader: RstReader, line: RstLine, under: RstLine, over: RstLine | undefined, context: RstContext): void {
  if (!context.titles) {
    reader.mistake(
      'misplaced-title',
      line,
      'a title cannot stand within a list, a quotation or another block; end the block before it, or write the line below it differently',
    );
    return;
  }
  const wanted = widthOf(line.text.trim()) + (over === undefined ? 0 : indentOf(line));
  const mark = under.text.charAt(0);
  const mismatched = over !== undefined && over.text.length !== under.text.length;
  if (widthOf(under.text) < wanted && !mismatched) {
    reader.mistake(
      'title-line-too-short',
      under,
      `the line below the title has ${under.text.length} characters and the title ${wanted}; make it as long as the title`,
      mark.repeat(wanted),
    );
  }
  const text = reader.inline([line]).trim();
  const entry: RstTitle = {
    name: normalName(text),
    text,
    range: reader.lineRange(line),
    style: over === undefined ? mark : mark + mark,
    underline: reader.lineRange(under),
    blocksBefore: reader.document.blocks.length,
  };
  reader.document.titles.push(entry);
  reader.document.targets.push({ kind: 'title', name: entry.name, text, range: entry.range });
  reader.introduction = '';
  place(reader, entry);
}

function place(reader: RstReader, entry: RstTitle): void {
  const depth = depthOf(reader, entry.style);
  const { headings } = reader;
  headings.length = Math.min(headings.length, depth - 1);
  headings.push(entry);
}

function depthOf({ levels }: RstReader, style: string): number {
  // A style relative to the last other one: one lower, the same, one higher.
  const step = levels.last === 0 ? undefined : relativeStyles.get(style);
  if (step !== undefined) return Math.max(1, levels.last + step);
  if (!levels.styles.includes(style)) levels.styles.push(style);
  levels.last = levels.styles.indexOf(style) + 1;
  return levels.last;
}

const relativeStyles: ReadonlyMap<string, number> = new Map([
  ['<', 1],
  ['/', 0],
  ['>', -1],
]);

/** A short line is below a title only if it is long enough, a longer one always. */
export function isUnderline(line: RstLine, under: RstLine): boolean {
  return under.text.length >= 4 || under.text.length >= widthOf(line.text);
}

/** How wide a text is in columns: wide characters take two. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u.test(
        character,
      ) && character > '\u00ff'
        ? 2
        : 1;
  }
  return width;
}
