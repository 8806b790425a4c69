import { Lines } from '../../../yaml/lines.ts';
import type { Range } from '../../../yaml/lines.ts';
import { normalLabel, readHtml, readInline } from './inline-markup.ts';
import type { InlineSink, InlineText } from './inline-markup.ts';
import type {
  LinkDefinition,
  MarkdownBlock,
  MarkdownDocument,
  MarkdownHeading,
  MarkdownTable,
  MarkupMistake,
} from './markdown-document.ts';
import type { MarkdownPart } from './markdown-part.ts';
import { lineRange } from './open-fence.ts';
import { cellsOf, isDelimiterRow } from './table-rows.ts';

type Reading = Omit<MarkdownDocument, 'shortcodes' | 'brokenShortcodes' | 'openFences'>;

/** What all inline markup has some of. */
const markup = /[[<`]/;

/** Reads what stands in the parts of a text. */
export function readParts(parts: readonly MarkdownPart[], masked: string, lines: Lines): Reading {
  const headings: MarkdownHeading[] = [];
  const blocks: MarkdownBlock[] = [];
  const tables: MarkdownTable[] = [];
  const verbatim: MarkdownPart[] = [];
  const sink: InlineSink = { links: [], htmlIds: [], mistakes: [] };
  let introduction = '';
  let path: readonly MarkdownHeading[] = [];
  for (const part of parts) {
    const { kind, line, content } = part;
    switch (kind) {
      case 'heading': {
        const inline = inLine(content.split('\n', 1)[0] ?? '', lines, line);
        const heading = readHeading(content, part.level ?? 1, inline);
        headings.push(heading);
        path = [...path.filter((each) => each.level < heading.level), heading];
        introduction = '';
        if (markup.test(content)) readInline({ ...inline, text: content }, sink);
        break;
      }
      case 'paragraph':
        introduction = content;
        if (markup.test(content)) readInline(positioned(content, lines, line), sink);
        if (mayBeMeant.test(content)) readParagraph(positioned(content, lines, line), sink.mistakes);
        break;
      case 'html':
        verbatim.push(part);
        readHtml(positioned(content, lines, line), sink);
        break;
      case 'table':
        tables.push(readTable(part, lines, sink));
        break;
      default:
        verbatim.push(part);
        blocks.push(readBlock(part, lines, path, introduction));
    }
  }
  return { headings, blocks, definitions: readDefinitions(masked, lines, verbatim), tables, ...sink };
}

function readHeading(content: string, level: number, { offsetOf }: InlineText): MarkdownHeading {
  const attributes = content.includes('{') ? /\{([^{}]*)\}\s*$/.exec(content) : null;
  const within = attributes?.[1] ?? '';
  const [, short, quoted, bare] = /(?:^|[\s,])(?:#([^\s,{}]+)|id=(?:"([^"]*)"|([^\s,"{}]+)))/.exec(within) ?? [];
  const id = short ?? quoted ?? bare;
  const isAttributes = attributes !== null && /^\s*(?:[#.]\S+|[\w-]+=\S+)(?:\s|$)/.test(within);
  const text = isAttributes ? content.slice(0, attributes.index).trimEnd() : content;
  const start = offsetOf(0);
  return { level, text, id, range: { start, end: content === '' ? start : offsetOf(content.length - 1) + 1 } };
}

function readBlock(
  { kind, line, content, info = '' }: MarkdownPart,
  lines: Lines,
  path: readonly MarkdownHeading[],
  introduction: string,
): MarkdownBlock {
  const first = kind === 'fenced' ? line + 1 : line;
  const { offsetOf } = positioned(content, lines, first);
  const end = Math.min(content === '' ? offsetOf(0) : offsetOf(content.length - 1) + 1, lines.text.length);
  return {
    kind: kind === 'fenced' ? 'fenced' : 'indented',
    language: /^[^\s{]+/.exec(info.trim())?.[0].toLowerCase(),
    text: content,
    range: { start: Math.min(lines.start(first + 1), end), end },
    offsetOf,
    headings: path.map(({ text }) => text),
    introduction,
  };
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
function inLine(content: string, lines: Lines, line: number): InlineText {
  const start = lines.start(line + 1) + Math.max(lines.line(line + 1).indexOf(content), 0);
  return { text: content, offsetOf: (index) => Math.min(start + index, lines.text.length) };
}

function readTable({ line: first, end }: MarkdownPart, lines: Lines, sink: InlineSink): MarkdownTable {
  const rows = [];
  for (let line = first; line < end; line += 1) {
    if (line === first + 1) continue;
    const text = lines.line(line + 1);
    const row = text.replace(/^[\s>]*/, '');
    if (row.trim() === '') continue;
    rows.push({ cells: cellsOf(row), range: lineRange(lines, line) });
    if (markup.test(text)) readCells(text, lines.start(line + 1), sink);
  }
  return { columns: cellsOf(lines.line(first + 2).replace(/^[\s>]*/, '')), rows };
}

function readCells(row: string, start: number, sink: InlineSink): void {
  for (const { 0: text, index } of row.matchAll(/(?:[^|\\]|\\[^]?)+/g)) {
    if (markup.test(text)) readInline({ text, offsetOf: (offset) => start + index + offset }, sink);
  }
}

/** What readParagraph looks for begins with it. */
const mayBeMeant = /\||^(?:##|\.\. _|\{\{)/m;

function readParagraph(inline: InlineText, mistakes: MarkupMistake[]): void {
  let at = 0;
  let last = '';
  const all = inline.text.split('\n');
  const cells = isRow(all[0]) ? cellsOf(all[0] ?? '') : 0;
  const isTable = cells > 1 && all.length > 1 && all.every((line) => isRow(line) && cellsOf(line) === cells && !isDelimiterRow(line));
  if (isTable)
    mistakes.push({
      kind: 'table-without-rule',
      range: { start: inline.offsetOf(0), end: inline.offsetOf((all[0] ?? '').length - 1) + 1 },
      written: '',
      wanted: `|${' --- |'.repeat(cells)}`,
    });
  for (const line of all) {
    const range = (): Range => ({ start: inline.offsetOf(at), end: inline.offsetOf(Math.max(at, at + line.length - 1)) + 1 });
    if (/^#{2,6}[A-Za-z]/.test(line)) mistakes.push({ kind: 'heading-without-space', range: range(), written: line });
    if (/^#{7,} +\S/.test(line)) mistakes.push({ kind: 'heading-too-deep', range: range(), written: line });
    if (/^\{\{[a-z][\w\\]*\}\}$/.test(line)) mistakes.push({ kind: 'template-variable', range: range(), written: line });
    if (/^\.\. _[^:]+:/.test(line)) mistakes.push({ kind: 'rst-target', range: range(), written: line });
    if (last.includes('|') && line.includes('|') && isDelimiterRow(line)) {
      mistakes.push({ kind: 'table-header', range: range(), written: `${cellsOf(last)}`, wanted: `${cellsOf(line)}` });
    }
    last = line;
    at += line.length + 1;
  }
}

/** Whether a line has bars at both ends, as a row of a table. */
function isRow(line: string | undefined): boolean {
  return line !== undefined && /^\|.*\|[ \t\r]*$/.test(line);
}

function readDefinitions(masked: string, lines: Lines, verbatim: readonly MarkdownPart[]): LinkDefinition[] {
  if (!masked.includes(']:')) return [];
  const definitions: LinkDefinition[] = [];
  let next = 0;
  const definition = /^[ >]*\[((?:[^[\]\\\r\n]|\\.)+)\]:[ \t]*(?:\r?\n[ \t]*)?(\S+)[ \t]*(?=\r?$|["'(])/gm;
  for (const match of masked.matchAll(definition)) {
    const [whole, label = '', destination = ''] = match;
    const line = lines.at(match.index).line - 1;
    while ((verbatim[next]?.end ?? Infinity) <= line) next += 1;
    if (label.startsWith('^') || line >= (verbatim[next]?.line ?? Infinity)) continue;
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
