import { readAnonymousTarget, readExplicit } from './read-explicit.ts';
import { readList } from './read-lists.ts';
import { readGrid, readSimple } from './read-table.ts';
import { readOverline, readText } from './read-text.ts';
import type { RstDocument } from './rst-document.ts';
import { cutLine, dedented, indentedEnd, indentOf, isBlank, rstLines } from './rst-lines.ts';
import type { RstLine } from './rst-lines.ts';
import { bullet, enumerator, field, gridTop, option, ruler, simpleTop } from './rst-marks.ts';
import { rstReader } from './rst-reader.ts';
import type { RstContext, RstReader } from './rst-reader.ts';

const deepest = 40;

/** Reads reStructuredText, as docutils does. Never throws: what is wrong with it is among its mistakes. */
export function parseRst(text: string): RstDocument {
  const reader = rstReader(text, readBody);
  reader.body(rstLines(text), { depth: 0, titles: true });
  return reader.document;
}

function readBody(reader: RstReader, lines: readonly RstLine[], context: RstContext): void {
  if (context.depth > deepest) return;
  const nested: RstContext = { depth: context.depth + 1, titles: false };
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    if (line === undefined || isBlank(line)) {
      at += 1;
      continue;
    }
    const next = lines[at + 1];
    if (indentOf(line) > 0) {
      const end = indentedEnd(lines, at);
      reader.body(dedented(lines.slice(at, end)), nested);
      reader.expectBlank(lines, end, 'the indented text');
      at = end;
    } else if (bullet.test(line.text)) at = readList(reader, lines, at, bullet, 'the list', nested);
    else if (enumerator.test(line.text) && isItem(next)) at = readList(reader, lines, at, enumerator, 'the list', nested);
    else if (field.test(line.text)) at = readList(reader, lines, at, field, 'the list of fields', nested);
    else if (option.test(line.text)) at = readList(reader, lines, at, option, 'the list of options', nested);
    else if (/^\|(?: |$)/.test(line.text)) {
      let end = at;
      while (end < lines.length && !isBlank(lines[end]) && (/^\|(?: |$)/.test(lines[end]?.text ?? '') || indentOf(lines[end]) > 0))
        end += 1;
      reader.inline(lines.slice(at, end).map((one) => cutLine(one, one.text.startsWith('|') ? 2 : 0)));
      at = end;
    } else if (/^>>>(?: |$)/.test(line.text)) {
      while (at < lines.length && !isBlank(lines[at])) at += 1;
    } else if (gridTop.test(line.text)) at = readGrid(reader, lines, at, nested);
    else if (simpleTop.test(line.text)) at = readSimple(reader, lines, at, nested);
    else if (/^\.\.(?: |$)/.test(line.text)) at = readExplicit(reader, lines, at, nested);
    else if (/^__(?: |$)/.test(line.text)) {
      const end = blockEnd(lines, at);
      readAnonymousTarget(reader, lines.slice(at, end), 3);
      at = end;
    } else if (line.text !== '::' && ruler.test(line.text)) at = readOverline(reader, lines, at, context);
    else at = readText(reader, lines, at, context, nested);
  }
}

function blockEnd(lines: readonly RstLine[], at: number): number {
  let end = at + 1;
  while (end < lines.length && !isBlank(lines[end]) && indentOf(lines[end]) > 0) end += 1;
  return end;
}

function isItem(next: RstLine | undefined): boolean {
  return next === undefined || isBlank(next) || indentOf(next) > 0 || enumerator.test(next.text);
}
