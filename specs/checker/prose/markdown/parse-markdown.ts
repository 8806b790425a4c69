import MarkdownIt from 'markdown-it';
import { Lines, type Range } from '../../../yaml/lines.ts';
import { type InlineText, normalLabel, readHtml, readInline } from './inline-markup.ts';
import type {
  HtmlId,
  LinkDefinition,
  MarkdownBlock,
  MarkdownDocument,
  MarkdownHeading,
  MarkdownLink,
  MarkdownTable,
  MarkupMistake,
  OpenFence,
} from './markdown-document.ts';
import { shortcodesIn } from './shortcodes.ts';

// Only blocks: the parser gives no places inside of them.
const parser = new MarkdownIt({ html: true });
parser.core.ruler.enableOnly(['normalize', 'block']);

type Token = ReturnType<typeof parser.parse>[number];

const mostOpenFences = 20;

/** Reads Markdown with Hugo's front matter and shortcodes. Never throws. */
export function parseMarkdown(text: string): MarkdownDocument {
  const { shortcodes, broken } = shortcodesIn(text);
  const lines = new Lines(text);
  let masked = maskLines(
    text,
    shortcodes.map(({ range }) => range),
  );
  const openFences: OpenFence[] = [];
  for (;;) {
    const tokens = parser.parse(masked, {});
    const open = openFences.length < mostOpenFences ? findOpenFence(tokens, lines) : undefined;
    if (open === undefined) return { ...readTokens(tokens, masked, lines), shortcodes, brokenShortcodes: broken, openFences };
    openFences.push(open);
    // Everything behind a fence left open would be read inside out: read on as if it were not there.
    if (open.next === undefined) return { ...readTokens(tokens, masked, lines), shortcodes, brokenShortcodes: broken, openFences };
    masked = blank(masked, open.range);
  }
}

/** The front matter of a page, without the lines of dashes around it; undefined when there is none. */
export function frontMatterOf(text: string): string | undefined {
  return /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)^---[ \t]*$/m.exec(text.startsWith('---') || text.startsWith('\uFEFF---') ? text : '')?.[1];
}

/** Blanks out the front matter, and the shortcodes that have lines of their own: what they stand for is a block. */
function maskLines(text: string, shortcodes: readonly Range[]): string {
  let masked = '';
  let from = 0;
  const front = frontMatterOf(text);
  if (front !== undefined) {
    const end = text.indexOf('---', text.indexOf('---') + 3 + front.length) + 3;
    masked = blank(text.slice(0, end), { start: 0, end });
    from = end;
  }
  for (const range of shortcodes) {
    if (range.start < from) continue;
    const before = text.slice(Math.max(text.lastIndexOf('\n', range.start - 1) + 1, 0), range.start);
    const after = /[^\r\n]*/y;
    after.lastIndex = range.end;
    const rest = after.exec(text)?.[0] ?? '';
    if (!isShortcodesOnly(before) || !isShortcodesOnly(rest)) continue;
    masked += text.slice(from, range.start) + blank(text.slice(range.start, range.end), { start: 0, end: range.end - range.start });
    from = range.end;
  }
  return masked + text.slice(from);
}

function isShortcodesOnly(text: string): boolean {
  return text.trim() === '' || /^\s*(\{\{[%<][^{}]*[%>]\}\}\s*)*$/.test(text);
}

function blank(text: string, { start, end }: Range): string {
  return text.slice(0, start) + text.slice(start, end).replaceAll(/[^\r\n]/g, ' ') + text.slice(end);
}

/** The first fence that is not closed, or that is closed by the opening line of the next. */
function findOpenFence(tokens: readonly Token[], lines: Lines): OpenFence | undefined {
  for (const { type, map, markup } of tokens) {
    if (type !== 'fence' || map === null) continue;
    const [first, end] = map;
    const range = lineRange(lines, first);
    for (let line = first + 1; line < end - 1; line += 1) {
      const inner = /^[\s>]*(`{3,}|~{3,})\s*([A-Za-z][\w+-]*)\s*$/.exec(lines.line(line + 1));
      if (inner?.[1]?.startsWith(markup) && indentOf(lines.line(line + 1)) <= indentOf(lines.line(first + 1))) {
        return { range, fence: markup, next: lineRange(lines, line) };
      }
    }
    const last = lines.line(end).replace(/^[\s>]*/, '');
    const isClosed = end - 1 > first && last.startsWith(markup) && last.trimEnd().replaceAll(markup[0] ?? '`', '') === '';
    if (!isClosed) return { range, fence: markup, next: undefined };
  }
  return undefined;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function lineRange(lines: Lines, line: number): Range {
  const text = lines.line(line + 1);
  const start = lines.start(line + 1);
  return { start: start + indentOf(text), end: start + text.trimEnd().length };
}

type Reading = Omit<MarkdownDocument, 'shortcodes' | 'brokenShortcodes' | 'openFences'>;

function readTokens(tokens: readonly Token[], masked: string, lines: Lines): Reading {
  const headings: MarkdownHeading[] = [];
  const blocks: MarkdownBlock[] = [];
  const links: MarkdownLink[] = [];
  const htmlIds: HtmlId[] = [];
  const mistakes: MarkupMistake[] = [];
  const tables: MarkdownTable[] = [];
  const sink = { links, htmlIds, mistakes };
  const verbatim: (readonly [number, number])[] = [];
  let introduction = '';
  let cellCursor = { line: -1, column: 0 };

  let path: MarkdownHeading[] = [];

  for (const [index, token] of tokens.entries()) {
    const { type, map } = token;
    if (type === 'table_open' && map !== null) tables.push(readTable(lines, map));
    if (type === 'tr_open' && map !== null) cellCursor = { line: map[0], column: 0 };
    if (type === 'inline' && map === null) {
      // The cells of a table have no lines of their own.
      if (cellCursor.line < 0) continue;
      const inline = inLine(token.content, lines, cellCursor.line, cellCursor.column);
      cellCursor.column = inline.end;
      readInline(inline, sink);
    }
    if (map === null) continue;
    if (type === 'fence' || type === 'code_block') {
      verbatim.push(map);
      const content = positioned(token.content, lines, type === 'fence' ? map[0] + 1 : map[0]);
      const last = token.content === '' ? content.offsetOf(0) : content.offsetOf(token.content.length - 1) + 1;
      const end = Math.min(last, lines.text.length);
      blocks.push({
        kind: type === 'fence' ? 'fenced' : 'indented',
        language: /^[^\s{]+/.exec(token.info.trim())?.[0].toLowerCase(),
        text: token.content,
        range: { start: Math.min(lines.start((type === 'fence' ? map[0] + 1 : map[0]) + 1), end), end },
        offsetOf: content.offsetOf,
        headings: path.map(({ text }) => text),
        introduction,
      });
    } else if (type === 'html_block') {
      verbatim.push(map);
      readHtml(positioned(token.content, lines, map[0]), sink);
    } else if (type === 'inline') {
      const kind = tokens[index - 1]?.type;
      if (kind === 'heading_open') {
        const level = Number(tokens[index - 1]?.tag.slice(1));
        const inline = inLine(token.content, lines, map[0], 0);
        const heading = readHeading(token.content, level, inline);
        headings.push(heading);
        path = [...path.filter((each) => each.level < level), heading];
        introduction = '';
        readInline(inline, sink);
      } else {
        const inline = positioned(token.content, lines, map[0]);
        introduction = token.content;
        readInline(inline, sink);
        readParagraph(inline, sink.mistakes);
      }
    }
  }
  return { headings, blocks, links, definitions: readDefinitions(masked, lines, verbatim), tables, htmlIds, mistakes };
}

function readHeading(content: string, level: number, { offsetOf }: InlineText): MarkdownHeading {
  const attributes = /\s*\{([^{}]*)\}\s*$/.exec(content);
  const within = attributes?.[1] ?? '';
  const [, short, quoted, bare] = /(?:^|[\s,])(?:#([^\s,{}]+)|id=(?:"([^"]*)"|([^\s,"{}]+)))/.exec(within) ?? [];
  const id = short ?? quoted ?? bare;
  const isAttributes = attributes !== null && /^\s*(?:[#.]\S+|[\w-]+=\S+)(?:\s|$)/.test(within);
  const text = isAttributes ? content.slice(0, attributes.index) : content;
  const start = offsetOf(0);
  return { level, text, id, range: { start, end: content === '' ? start : offsetOf(content.length - 1) + 1 } };
}

/** The content of a block whose lines are the ends of lines of the text. */
function positioned(content: string, lines: Lines, firstLine: number): InlineText {
  let own: Lines | undefined;
  const starts: (number | undefined)[] = [];
  const startOf = (line: number, ownLine: string): number => {
    const inFile = lines.line(firstLine + line);
    const column = inFile.endsWith(ownLine) ? inFile.length - ownLine.length : inFile.trimEnd().length - ownLine.trimEnd().length;
    return lines.start(firstLine + line) + Math.max(column, 0);
  };
  return {
    text: content,
    offsetOf(index) {
      own ??= new Lines(content);
      const { line, column } = own.at(index);
      const start = (starts[line] ??= startOf(line, own.line(line)));
      return Math.min(start + column - 1, lines.text.length);
    },
  };
}

/** Content that is a part of one line. */
function inLine(content: string, lines: Lines, line: number, from: number): InlineText & { readonly end: number } {
  const found = lines.line(line + 1).indexOf(content.split('\n')[0] ?? '', from);
  const column = Math.max(found, from);
  const start = lines.start(line + 1) + column;
  return {
    text: content,
    offsetOf: (index) => Math.min(start + index, lines.text.length),
    end: found < 0 ? from : column + content.length,
  };
}

function readTable(lines: Lines, [first, end]: readonly [number, number]): MarkdownTable {
  const rows = [];
  for (let line = first; line < end; line += 1) {
    if (line === first + 1) continue;
    const row = lines.line(line + 1).replace(/^[\s>]*/, '');
    if (row.trim() !== '') rows.push({ cells: cellsOf(row), range: lineRange(lines, line) });
  }
  return { columns: cellsOf(lines.line(first + 2).replace(/^[\s>]*/, '')), rows };
}

/** How many cells a row has. A bar that is escaped ends none, but one in code does. */
function cellsOf(row: string): number {
  let inner = row.trim();
  if (inner.startsWith('|')) inner = inner.slice(1);
  if (inner.endsWith('|') && !inner.endsWith('\\|')) inner = inner.slice(0, -1);
  return inner.replaceAll(/\\./g, '').split('|').length;
}

const delimiterRow = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$/;

function readParagraph(inline: InlineText, mistakes: MarkupMistake[]): void {
  const { text } = inline;
  if (!(text.includes('|') && text.includes('\n')) && !/^(?:##|\.\. _|\{\{)/m.test(text)) return;
  let at = 0;
  let last = '';
  for (const line of text.split('\n')) {
    const range = (): Range => ({ start: inline.offsetOf(at), end: inline.offsetOf(Math.max(at, at + line.length - 1)) + 1 });
    if (/^#{2,6}[A-Za-z]/.test(line)) mistakes.push({ kind: 'heading-without-space', range: range(), written: line });
    if (/^\{\{[a-z][\w\\]*\}\}$/.test(line)) mistakes.push({ kind: 'template-variable', range: range(), written: line });
    if (/^\.\. _[^:]+:/.test(line)) mistakes.push({ kind: 'rst-target', range: range(), written: line });
    if (last.includes('|') && line.includes('|') && line.length < 1000 && delimiterRow.test(line)) {
      mistakes.push({ kind: 'table-header', range: range(), written: `${cellsOf(last)}`, wanted: `${cellsOf(line)}` });
    }
    last = line;
    at += line.length + 1;
  }
}

function readDefinitions(masked: string, lines: Lines, verbatim: readonly (readonly [number, number])[]): LinkDefinition[] {
  if (!masked.includes(']:')) return [];
  const definitions: LinkDefinition[] = [];
  const definition = /^[ >]*\[((?:[^[\]\\\r\n]|\\.)+)\]:[ \t]*(?:\r?\n[ \t]*)?(\S+)[ \t]*(?=\r?$|["'(])/gm;
  for (const match of masked.matchAll(definition)) {
    const [whole, label = '', destination = ''] = match;
    const line = lines.at(match.index).line - 1;
    if (label.startsWith('^') || verbatim.some(([first, end]) => line >= first && line < end)) continue;
    const end = match.index + whole.trimEnd().length;
    definitions.push({
      label: normalLabel(label),
      destination: destination.replaceAll(/^<|>$/g, ''),
      range: { start: match.index + whole.indexOf('['), end },
      destinationRange: { start: end - destination.length, end },
    });
  }
  return definitions;
}
