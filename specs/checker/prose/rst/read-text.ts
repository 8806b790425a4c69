import { readDefinitions } from './read-lists.ts';
import { isUnderline, readTitle, widthOf } from './read-titles.ts';
import { cutLine, dedented, indentedEnd, indentOf, isBlank } from './rst-lines.ts';
import type { RstLine } from './rst-lines.ts';
import { ruler, template } from './rst-marks.ts';
import type { RstContext, RstReader } from './rst-reader.ts';

/** Reads a title or a paragraph with what it announces; gives the line behind it. */
export function readText(reader: RstReader, lines: readonly RstLine[], at: number, context: RstContext, nested: RstContext): number {
  const line = lines[at];
  const next = lines[at + 1];
  if (line === undefined) return at + 1;
  if (next !== undefined && ruler.test(next.text) && indentOf(next) === 0 && isUnderline(line, next)) {
    readTitle(reader, line, next, undefined, context);
    return at + 2;
  }
  if (next !== undefined && !isBlank(next) && indentOf(next) > 0) return readDefinitions(reader, lines, at, nested);
  let end = at + 1;
  while (end < lines.length && !isBlank(lines[end]) && indentOf(lines[end]) === 0) end += 1;
  const paragraph = lines.slice(at, end);
  const last = paragraph.at(-1);
  const isLiteral = last !== undefined && /(?:^|[^\\])::$/.test(last.text);
  if (!(paragraph.length === 1 && line.text === '::')) reader.introduction = reader.inline(paragraph).replace(/\s+/g, ' ').trim();
  if (isLiteral) return readLiteral(reader, lines, end, last);
  if (end < lines.length && !isBlank(lines[end])) {
    reader.mistake(
      'unexpected-indentation',
      lines[end],
      'this line is indented, but goes on with the paragraph above it; begin it where the paragraph begins, or put a blank line in front of it',
    );
  }
  return end;
}

function readLiteral(reader: RstReader, lines: readonly RstLine[], from: number, announced: RstLine): number {
  let at = from;
  while (at < lines.length && isBlank(lines[at])) at += 1;
  const first = lines[at];
  if (first !== undefined && indentOf(first) > 0) {
    const end = indentedEnd(lines, at);
    if (at === from)
      reader.mistake(
        'missing-blank-line',
        first,
        'a block of code begins here, but the line before is not blank; put a blank line in front of this one',
      );
    reader.code(dedented(lines.slice(at, end)), 'literal', undefined);
    reader.expectBlank(lines, end, 'the block of code');
    return end;
  }
  // Each line of a block that is not indented begins with the same mark.
  const mark = first?.text.charAt(0) ?? '';
  if (first !== undefined && at > from && /[!-/:-@[-`{-~]/.test(mark) && !/^(?:\.\.|\{\{)/.test(first.text) && first.text.length > 0) {
    let end = at;
    while (end < lines.length && lines[end]?.text.startsWith(mark) === true) end += 1;
    if (end === lines.length || isBlank(lines[end])) {
      if (!ruler.test(first.text)) {
        reader.code(lines.slice(at, end), 'literal', undefined);
        return end;
      }
    }
  }
  if (first !== undefined && template.test(first.text)) return at;
  const colons: RstLine = { ...cutLine(announced, announced.text.length - 2), text: '::' };
  reader.mistake(
    'missing-literal-block',
    colons,
    'a block of code is announced by :: but none follows; indent the block below, or write one colon',
  );
  // What was meant as code is not read as something else, or its every line would be a mistake.
  let end = at;
  while (end < lines.length && !isBlank(lines[end])) end += 1;
  const isMeant = first !== undefined && at > from && !/^(?:\.\.|__)(?: |$)/.test(first.text) && !ruler.test(lines[at + 1]?.text ?? '');
  return isMeant ? end : at;
}

/** Reads a line that may stand above a title; gives the line behind it. */
export function readOverline(reader: RstReader, lines: readonly RstLine[], at: number, context: RstContext): number {
  const [line, text, under] = [lines[at], lines[at + 1], lines[at + 2]];
  if (line === undefined) return at + 1;
  if (text === undefined || isBlank(text)) {
    if (line.text.length < 4) reader.inline([line]);
    return at + 1;
  }
  const matches = under !== undefined && ruler.test(under.text) && under.text.charAt(0) === line.text.charAt(0);
  if (!matches) {
    if (line.text.length < 4 || ruler.test(text.text))
      return line.text.length < 4 ? readText(reader, lines, at, { ...context, titles: false }, context) : at + 1;
    reader.mistake(
      'title-line-mismatch',
      line,
      'this line is above a title, but there is no such line below the title; write the same line below it, or put a blank line behind this one',
    );
    return under !== undefined && ruler.test(under.text) ? at + 3 : at + 1;
  }
  if (line.text.length < 4 && widthOf(text.text) > line.text.length)
    return readText(reader, lines, at, { ...context, titles: false }, context);
  if (line.text.length !== under.text.length) {
    reader.mistake(
      'title-line-mismatch',
      under,
      `the line above the title has ${line.text.length} characters and the one below it ${under.text.length}; make them equally long`,
      line.text,
    );
  }
  readTitle(reader, text, under, line, context);
  return at + 3;
}
