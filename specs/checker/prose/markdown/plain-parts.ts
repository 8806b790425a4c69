import type { MarkdownPart } from './markdown-part.ts';
import { cellsOf, isDelimiterRow } from './table-rows.ts';

/** The parts of a text that are told from their lines alone, and the rest. */
export interface PlainParts {
  readonly parts: readonly MarkdownPart[];
  /** As many lines as the text has, with a line of stars for each run of those parts that ends it; undefined when nothing is left. */
  readonly rest: string | undefined;
}

/** What a line can begin that is no plain text; more than it does. */
const special =
  /^(?:[-+*](?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$)|#{1,6}(?:[ \t]|$)|[><|]|`{3}|~{3}|[=-]+[ \t]*$|([-_*])[ \t]*(?:\1[ \t]*){2,}$)/;
const heading = /^(#{1,6})(?:[ \t]|$)/;
const fence = /^(?:`{3,}(?=[^`]*$)|~{3,})/;
const indentedFence = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})(.*)$/;
const item = /^(?:[-+*]|\d{1,9}[.)]) {1,4}(?=[^ \t])/;
const rule = /^([-_*])[ \t]*(?:\1[ \t]*){2,}$/;
/** HTML that begins no block, since there is text behind it. */
const inlineHtml = /^<(?:a|b|code|em|i|span|strong)>[^<>\s]/;
const openHtml = /<(?:!--|script|pre|style|textarea|\?|![A-Z[])/i;

/**
 * Reads what most of a text is: headings, fences, tables, paragraphs and lists of them that begin at the start of a line. A parser of
 * CommonMark takes far longer for them and finds the same. Undefined when it has to read the whole text, since a part of it may reach
 * further than its lines show.
 */
export function plainParts(text: string): PlainParts | undefined {
  if (/[\r\0]/.test(text)) return undefined;
  const rows = text.split('\n');
  const parts: MarkdownPart[] = [];
  let rest: string[] | undefined;
  let restEnd = -1;
  for (let at = 0; at < rows.length;) {
    if (isBlank(rows[at])) {
      at += 1;
      continue;
    }
    const next = plainPart(rows, at, parts);
    if (next === 'open') return undefined;
    if (next !== undefined) {
      // It ends what is open in the rest, such as a list.
      if (rest !== undefined && at === restEnd) rest[at] = '***';
      at = next;
      continue;
    }
    restEnd = endOfRest(rows, at) ?? -1;
    if (restEnd < 0) return undefined;
    rest ??= Array.from({ length: rows.length }, () => '');
    for (; at < restEnd; at += 1) rest[at] = rows[at] ?? '';
  }
  return { parts, rest: rest?.join('\n') };
}

/** Reads one part, or a list; gives the line behind it. Undefined when it is not plain, `open` when nothing closes it. */
function plainPart(rows: readonly string[], at: number, parts: MarkdownPart[]): number | 'open' | undefined {
  const row = rows[at] ?? '';
  switch (row[0]) {
    case ' ': {
      // Whatever it could stand in has ended before.
      const opening = indentedFence.exec(row);
      if (opening !== null) return plainFence(rows, at, opening, parts);
      return row.startsWith('    ') ? plainCode(rows, at, parts) : undefined;
    }
    case '\t':
      return undefined;
    case '#':
      return plainHeading(row, at, parts);
    case '|':
      return plainTable(rows, at, parts);
    case '`':
    case '~': {
      const opening = indentedFence.exec(row);
      if (opening !== null) return plainFence(rows, at, opening, parts);
    }
  }
  return item.test(row) ? plainList(rows, at, parts) : plainParagraph(rows, at, parts);
}

function plainHeading(row: string, line: number, parts: MarkdownPart[]): number | undefined {
  const level = heading.exec(row)?.[1]?.length;
  if (level === undefined) return undefined;
  const content = row
    .slice(level)
    .trim()
    .replace(/(?:^|[ \t])#+$/, '')
    .trim();
  parts.push({ kind: 'heading', line, end: line + 1, level, content });
  return line + 1;
}

function plainFence(
  rows: readonly string[],
  line: number,
  [, indentation = '', mark = '', info = '']: readonly string[],
  parts: MarkdownPart[],
): number | 'open' {
  const closing = new RegExp(`^ {0,3}${mark}${mark[0]}*[ \\t]*$`);
  const another = new RegExp(`^[\\s>]*${mark}${mark[0]}*\\s*[A-Za-z][\\w+-]*\\s*$`);
  for (let end = line + 1; end < rows.length; end += 1) {
    const row = rows[end] ?? '';
    // A tab may be as wide as the indentation, or wider.
    if (row.slice(0, indentation.length).includes('\t')) return 'open';
    if (!row.includes(mark)) continue;
    if (another.test(row) && row.search(/\S/) <= indentation.length) return 'open';
    if (!closing.test(row)) continue;
    const content = rows
      .slice(line + 1, end)
      .map((each) => `${each.slice(Math.min(indentation.length, /^ */.exec(each)?.[0].length ?? 0))}\n`)
      .join('');
    parts.push({ kind: 'fenced', line, end: end + 1, content, info });
    return end + 1;
  }
  return 'open';
}

/** Reads an indented block of code. */
function plainCode(rows: readonly string[], line: number, parts: MarkdownPart[]): number | undefined {
  let end = line;
  for (let at = line; at < rows.length; at += 1) {
    const row = rows[at] ?? '';
    if (/^ {0,3}\t/.test(row)) return undefined;
    if (isBlank(row)) continue;
    if (!row.startsWith('    ')) break;
    end = at + 1;
  }
  const content = rows
    .slice(line, end)
    .map((row) => `${row.slice(4)}\n`)
    .join('');
  parts.push({ kind: 'indented', line, end, content });
  return end;
}

function plainTable(rows: readonly string[], line: number, parts: MarkdownPart[]): number | undefined {
  const [header = '', delimiter = ''] = [rows[line], rows[line + 1]];
  if (!delimiter.startsWith('|') || !isDelimiterRow(delimiter) || cellsOf(header) !== cellsOf(delimiter)) return undefined;
  let end = line + 2;
  while (end < rows.length && rows[end]?.startsWith('|') === true) end += 1;
  if (!isBlank(rows[end])) return undefined;
  parts.push({ kind: 'table', line, end, content: '' });
  return end;
}

function plainParagraph(rows: readonly string[], line: number, parts: MarkdownPart[]): number | undefined {
  const first = rows[line] ?? '';
  if (special.test(first) && !inlineHtml.test(first)) return undefined;
  let end = line;
  for (; !isBlank(rows[end]); end += 1) {
    const row = rows[end] ?? '';
    if (row.includes('|')) return undefined;
    if (end === line) continue;
    if (endsText(row)) break;
    if (special.test(/^ {0,3}(?! )/.test(row) ? row.trimStart() : '')) return undefined;
  }
  const content = rows.slice(line, end).join('\n').trim();
  if (first.startsWith('[') && content.includes(']:')) return undefined;
  parts.push({ kind: 'paragraph', line, end, content });
  return end;
}

/** Reads a list whose items are one paragraph each. */
function plainList(rows: readonly string[], line: number, parts: MarkdownPart[]): number | undefined {
  const items: MarkdownPart[] = [];
  let at = line;
  while (!isBlank(rows[at]) && !endsText(rows[at] ?? '')) {
    const row = rows[at] ?? '';
    const width = item.exec(row)?.[0].length;
    if (width === undefined) return undefined;
    const lines = [row.slice(width)];
    let end = at + 1;
    for (; !isBlank(rows[end]) && !endsText(rows[end] ?? '') && !item.test(rows[end] ?? ''); end += 1) {
      const next = rows[end] ?? '';
      lines.push(next.slice(Math.min(width, next.search(/[^ ]/))));
    }
    if (lines.some((each) => each.includes('|') || each.startsWith('\t') || special.test(each.trimStart()))) return undefined;
    const content = lines.join('\n').trim();
    if (content.startsWith('[') && content.includes(']:')) return undefined;
    items.push({ kind: 'paragraph', line: at, end, content });
    at = end;
  }
  let behind = at;
  while (behind < rows.length && isBlank(rows[behind])) behind += 1;
  if (/^[ \t]/.test(rows[behind] ?? '')) return undefined;
  parts.push(...items);
  return at;
}

/** Where what is not plain surely ends: before a line that begins at the start, with nothing in the line before it. */
function endOfRest(rows: readonly string[], from: number): number | undefined {
  let hasHtml = false;
  let indentation = 0;
  for (let at = from; at < rows.length; at += 1) {
    const row = rows[at] ?? '';
    const text = row.trimStart();
    const indent = row.length - text.length;
    if (at > from && indent === 0 && text !== '' && (isBlank(rows[at - 1]) || (!hasHtml && endsText(row)))) return at;
    if (indent === 0 && text.startsWith('<!--')) {
      // Nothing but its end ends a comment.
      while (at < rows.length && rows[at]?.includes('-->') !== true) at += 1;
      indentation = Infinity;
      continue;
    }
    if (openHtml.test(row)) return undefined;
    hasHtml ||= text.startsWith('<');
    if (indent === 0 && text !== '')
      indentation = Math.max(indentation, rule.test(row) ? Infinity : (item.exec(row)?.[0].length ?? Infinity));
    // A fence that does not stand in an item of a list may hold anything.
    if (/^(?:`{3}|~{3})/.test(text) && (indentation === 0 || indent < indentation)) return undefined;
  }
  return rows.length;
}

/** Whether a line ends whatever text is before it. */
function endsText(row: string): boolean {
  return (row.startsWith('#') && heading.test(row)) || ((row.startsWith('`') || row.startsWith('~')) && fence.test(row));
}

function isBlank(row: string | undefined): boolean {
  return row === undefined || !/[^ \t]/.test(row);
}
