import { cutLine, dedented, indentedEnd, indentOf, isBlank, sliceLine } from './rst-lines.ts';
import type { RstLine } from './rst-lines.ts';
import { bullet, enumerator, field, gridTop, option } from './rst-marks.ts';
import type { RstContext, RstReader } from './rst-reader.ts';

/** Reads a list, whose items begin with a mark; gives the line behind it. */
export function readList(
  reader: RstReader,
  lines: readonly RstLine[],
  from: number,
  mark: RegExp,
  what: string,
  nested: RstContext,
): number {
  let at = from;
  const first = lines[from]?.text.charAt(0);
  for (;;) {
    const line = lines[at];
    const width = line === undefined ? undefined : mark.exec(line.text)?.[0].length;
    if (line === undefined || width === undefined || (mark === bullet && line.text.charAt(0) !== first)) return at;
    // What follows a bullet must stand under its text; what follows `:name:` may be indented as one likes.
    const isLoose = mark === field || mark === option;
    const least = isLoose ? 1 : markWidth(line, width);
    const end = indentedEnd(lines, at + 1, least);
    const rest = lines.slice(at + 1, end);
    const content = [cutLine(line, width), ...(isLoose ? dedented(rest) : rest.map((one) => cutLine(one, least)))];
    if (mark === field) reader.inline([sliceLine(line, 1, line.text.lastIndexOf(':', width - 1))]);
    reader.body(content, nested);
    at = end;
    const follower = lines[at];
    if (follower === undefined) return at;
    const goesOn = mark.test(follower.text) && (mark !== bullet || follower.text.charAt(0) === first);
    if (!goesOn) {
      reader.expectBlank(lines, at, what);
      return at;
    }
  }
}

/** Reads terms with the indented text that defines them; gives the line behind it. */
export function readDefinitions(reader: RstReader, lines: readonly RstLine[], from: number, nested: RstContext): number {
  let at = from;
  for (;;) {
    const term = lines[at];
    const end = indentedEnd(lines, at + 1);
    if (term === undefined) return at;
    const text = reader.inline([term]);
    const block = dedented(lines.slice(at + 1, end));
    if (/(?:^|[^\\:])::$/.test(term.text) && !term.text.startsWith('{{')) {
      reader.mistake(
        'glued-literal-block',
        lines[at + 1],
        'a block of code begins here, but without a blank line in front of it this is the definition of a term; put one in',
      );
      reader.introduction = text;
      reader.code(block, 'literal', undefined);
    } else {
      reader.introduction = text;
      reader.body(block, nested);
    }
    at = end;
    const [follower, behind] = [lines[at], lines[at + 1]];
    if (follower === undefined) return at;
    if (isBlank(lines[at - 1])) return at;
    if (!(isBlank(behind) || indentOf(behind) === 0) && isPlain(follower)) continue;
    reader.expectBlank(lines, at, 'the definition');
    return at;
  }
}

function markWidth(line: RstLine, width: number): number {
  return width >= line.text.length ? line.text.trimEnd().length + 1 : width;
}

/** Whether a line begins nothing special, so that it can be a term. */
function isPlain(line: RstLine): boolean {
  return (
    !bullet.test(line.text) &&
    !field.test(line.text) &&
    !/^(?:\.\.|__)(?: |$)/.test(line.text) &&
    !gridTop.test(line.text) &&
    !enumerator.test(line.text)
  );
}
