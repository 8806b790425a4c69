import type { Range } from './lines.ts';
import { unclosedBracket } from './unclosed-bracket.ts';
import { unclosedQuote } from './unclosed-quote.ts';
import type { YamlError } from './yaml-content.ts';
import { contentStart } from './yaml-nodes.ts';
import type { YamlNode, YamlStop } from './yaml-nodes.ts';

/** What makes the parser go on: a change that keeps every offset. */
export interface Mend extends Range {
  /** What to put there; blanks when there is nothing. */
  readonly by?: string;
  /** A part was cut out: the value is not whole. */
  readonly isCut: boolean;
  /** Where the part begins in its line, if that is not where its first character is. */
  readonly column?: number;
  /** The key of the part stays. */
  readonly keepsKey?: boolean;
}

/** A mistake in a text that is no YAML: what to say of it, where a person would edit, and how to read on. */
export interface Flaw {
  readonly error: YamlError;
  readonly mend: Mend;
}

/** What a mistake is: the place is not always where the parser noticed. */
export function flawOf(text: string, stop: YamlStop): Flaw {
  return tabFlaw(text, stop) ?? quoteFlaw(text, stop) ?? flowFlaw(text, stop) ?? blockFlaw(text, stop);
}

function tabFlaw(text: string, { offset, open }: YamlStop): Flaw | undefined {
  const start = lineStart(text, offset);
  const [blanks = ''] = /^[ \t]*/.exec(text.slice(start, lineEnd(text, start))) ?? [];
  const tab = blanks.indexOf('\t');
  if (tab < 0 || bracketsOf(text, open).length > 0) return undefined;
  const range = { start: start + tab, end: start + blanks.length };
  const column = columnMeant(text, start, blanks);
  return {
    error: { kind: 'tab', range, message: 'this line is indented with a tab; YAML wants blanks' },
    mend: { start, end: endOfDeeper(text, start, column), isCut: true, column },
  };
}

/** The columns in which a line can begin: those of the line before, of what it is a part of, and of what it may begin. */
function columnsAbove(text: string, start: number): readonly number[] {
  const columns: number[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (let end = start - 1; end > 0 && least > 0;) {
    const line = lineStart(text, end);
    const content = text.slice(line, end);
    const indent = content.search(/[^ ]/);
    if (indent >= 0 && indent < least && content[indent] !== '#' && content.trim() !== '') {
      if (least === Number.POSITIVE_INFINITY && /[:|>-]$/.test(content.trimEnd())) columns.push(indent + 2, indent + 4);
      columns.push(indent, keyColumn(text, line + indent + 2));
      least = indent;
    }
    end = line - 1;
  }
  return columns;
}

/** How deep a line with tabs is meant to be: as deep as it looks in an editor, as far as that goes with the line below. */
function columnMeant(text: string, start: number, blanks: string): number {
  const content = text.slice(start + blanks.length, lineEnd(text, start)).trimEnd();
  const below = /[^\s#][^\n]*/.exec(text.slice(lineEnd(text, start)));
  const next = below === null ? 0 : columnOf(text, lineEnd(text, start) + below.index);
  const widths = [4, 8, 2].map((width) =>
    blanks.split('').reduce((column, each) => (each === '\t' ? column - (column % width) + width : column + 1), 0),
  );
  const columns = columnsAbove(text, start).filter((column) => widths.includes(column));
  // An entry with a key goes on two columns further, or another entry follows.
  const ofEntry = below?.[0].startsWith('- ') === true ? next : next - 2;
  if (/^- .*: /.test(content) && columns.includes(ofEntry)) return ofEntry;
  const isAbove = /[:{[|>]$|[|>][-+]$/.test(content);
  const fitting = (all: readonly number[]): readonly number[] => all.filter((column) => (isAbove ? column < next : column >= next));
  return fitting(columns)[0] ?? Math.max(0, ...fitting(columnsAbove(text, start)));
}

/** The end of the last line below one that is deeper than a column; lines with tabs are. */
function endOfDeeper(text: string, start: number, column: number): number {
  let end = lineEnd(text, start);
  const isBracket = /[{[]\s*$/.test(text.slice(start, end));
  while (end < text.length) {
    const content = text.slice(end + 1, lineEnd(text, end + 1));
    const indent = content.search(/[^ ]/);
    const isCloser = isBracket && indent === column && /^[}\]]/.test(content.slice(indent));
    if (indent >= 0 && indent <= column && !isCloser && content[indent] !== '\t' && content.trim() !== '') break;
    end = lineEnd(text, end + 1);
  }
  return end;
}

/** A quote that is not closed ends at the next quote, wherever that is. */
function quoteFlaw(text: string, stop: YamlStop): Flaw | undefined {
  const { offset, reason, open, last } = stop;
  let start = unclosedQuote(text, stop);
  if (start === undefined && /within a (single|double) quoted scalar$/.test(reason)) {
    const innermost = open.at(-1);
    start = innermost === undefined ? undefined : contentStart(text, innermost.start);
  } else if (start === undefined && last !== undefined && last.kind === 'scalar') {
    const from = contentStart(text, last.start);
    const isBehind =
      last.end <= offset && text.slice(last.end, offset).trim() === '' && lineStart(text, last.end) === lineStart(text, offset);
    if (isQuote(text[from]) && isBehind && lineEnd(text, from) < last.end) start = from;
  }
  if (start === undefined || !isQuote(text[start])) return undefined;
  const range = { start, end: lineEnd(text, start) };
  return {
    error: { kind: 'syntax', range, message: `this quotation mark is not closed; a ${text[start]} is wanted at the end of the text` },
    mend:
      asPlainWord(text, open, start) ??
      inBrackets(text, open, start) ??
      cut(text, start, Math.max(columnAround(text, open, start), keyColumn(text, start))),
  };
}

/** A word in brackets means the same without its quotation marks. */
function asPlainWord(text: string, open: readonly YamlNode[], start: number): Mend | undefined {
  if (!bracketsOf(text, open).some((bracket) => bracket < start)) return undefined;
  const word = /["'][A-Za-z_$][\w$./-]*(?=[ \t]*(?:[\]}\r\n]|$|,[ \t]*(?:["'[{\r\n]|$)|:[ \t\r\n]))/y;
  word.lastIndex = start;
  return word.test(text) ? { start, end: start + 1, by: ' ', isCut: false } : undefined;
}

/** The last text of a line in brackets: something has to stand there, and a comma or a closing bracket behind it. */
function inBrackets(text: string, open: readonly YamlNode[], start: number): Mend | undefined {
  const rest = text.slice(start, lineEnd(text, start));
  const [written = ''] = /^(["'])(?:(?!\1).)*?(?=[\s,}\]]*$)/.exec(rest) ?? [];
  const isInside = bracketsOf(text, open).some((bracket) => bracket < start);
  const isLast = rest.slice(written.length).trim() === '';
  if (!isInside || written === '' || (isLast && written.length < 2)) return undefined;
  const by = isLast ? `~${' '.repeat(written.length - 2)},` : `~${' '.repeat(written.length - 1)}`;
  return { start, end: start + written.length, by, isCut: true, keepsKey: true };
}

/** The column of the key or entry that begins the line of an offset. */
function keyColumn(text: string, offset: number): number {
  const line = lineStart(text, offset);
  return /^ *(?:- +)*/.exec(text.slice(line, offset))?.[0].length ?? 0;
}

function flowFlaw(text: string, stop: YamlStop): Flaw | undefined {
  const { offset, reason, open, last } = stop;
  const brackets = bracketsOf(text, open);
  const [outer, inner] = [brackets[0], brackets.at(-1)];
  if (outer === undefined || inner === undefined) return undefined;
  const whole = cut(text, outer, columnAround(text, open, outer));
  const unclosed = (bracket: number, mend = whole): Flaw => ({
    error: {
      kind: 'syntax',
      range: { start: bracket, end: bracket + 1 },
      message: `this ${text[bracket]} is never closed; a ${closerOf(text[bracket])} is wanted`,
    },
    mend,
  });
  if (offset >= whole.end || reason.startsWith('unexpected end of the stream')) {
    const bracket = unclosedBracket(text, outer, Math.min(whole.end, offset)) ?? inner;
    return unclosed(bracket, closedByLayout(text, bracket) ?? whole);
  }
  const found = text[offset] ?? '';
  const said = (range: Range, message: string, mend: Mend = whole): Flaw => ({ error: { kind: 'syntax', range, message }, mend });
  if (reason.startsWith('expected the node content')) {
    const range = { start: offset, end: offset + 1 };
    return said(range, 'a comma too many: nothing stands before it', { ...range, isCut: false });
  }
  if (!reason.startsWith('missed comma') || last === undefined) return said({ start: offset, end: offset + 1 }, inWords(text, stop));
  const wanted = closerOf(text[inner]);
  const behind = endOfToken(text, last);
  if (found === '}' || found === ']') {
    if (brackets.some((bracket) => closerOf(text[bracket]) === found)) {
      return unclosed(inner, closedByLayout(text, inner) ?? inserted(text, offset, wanted) ?? whole);
    }
    const range = { start: offset, end: offset + 1 };
    return said(range, `a ${wanted} is wanted here, to close the ${text[inner]}, not a ${found}`, { ...range, by: wanted, isCut: false });
  }
  const next = found === ':' ? lastWordOf(text, last) : { start: offset, behind };
  if (next === undefined) return said({ start: offset, end: offset + 1 }, inWords(text, stop));
  if (isDedented(text, inner, next.start)) return unclosed(inner, inserted(text, next.start, `${wanted},`) ?? whole);
  const place = { start: next.behind, end: next.behind };
  if (text[inner] === '{' && found !== ':' && isKey(text, last)) {
    return said(place, 'a colon is missing here, between the key and its value', inserted(text, offset, ':') ?? whole);
  }
  return said(place, 'a comma is missing here', inserted(text, next.start, ',') ?? whole);
}

/** The last word of a text that runs over a missing comma, `1 b` in `{a: 1 b: 2}`, and the end of what stands before it. */
function lastWordOf(text: string, last: YamlNode): { readonly start: number; readonly behind: number } | undefined {
  const from = contentStart(text, last.start);
  const raw = text.slice(from, endOfToken(text, last));
  const [, before, blanks] = /^([^\r\n]*\S)(\s*[\r\n]\s*)/.exec(raw) ?? /^(.*\S)(\s+)/.exec(raw) ?? [];
  if (before === undefined || blanks === undefined || isQuote(raw[0])) return undefined;
  return { start: from + before.length + blanks.length, behind: from + before.length };
}

/** Closes a bracket before the comma that separates it from the first line that is no deeper than its own. */
function closedByLayout(text: string, bracket: number): Mend | undefined {
  const indent = indentAt(text, bracket);
  for (let end = lineEnd(text, bracket); end < text.length; end = lineEnd(text, end + 1)) {
    const column = indentAt(text, end + 1);
    const at = end + 1 + column;
    if (column > indent || /^\s*$/.test(text.slice(at, lineEnd(text, at)))) continue;
    const comma = text[at] === ',' ? at : text.slice(0, at).trimEnd().length - 1;
    if (text[comma] !== ',' || !/\s/.test(text[comma + 1] ?? '') || !isWhole(text.slice(bracket + 1, comma))) return undefined;
    return { start: comma, end: comma + 2, by: `${closerOf(text[bracket])},`, isCut: false };
  }
  return undefined;
}

/** Whether every bracket in a text is closed, and none that was not opened there. */
function isWhole(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[[\]{}]/g)) {
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** Whether a part begins a line, no deeper than the line with the bracket around it: that should have been closed before. */
function isDedented(text: string, bracket: number, start: number): boolean {
  const line = lineStart(text, start);
  if (line <= bracket || text.slice(line, start).trim() !== '') return false;
  return start - line <= indentAt(text, bracket) && lineStart(text, bracket) > 0;
}

function isKey(text: string, node: YamlNode): boolean {
  let before = contentStart(text, node.start) - 1;
  while (before >= 0 && /\s/.test(text[before] ?? '')) before -= 1;
  return text[before] === ',' || text[before] === '{';
}

/** Puts something in the place of the blanks right before an offset, if there are enough. */
function inserted(text: string, offset: number, by: string): Mend | undefined {
  const start = offset - by.length;
  return start > 0 && text.slice(start, offset).trim() === '' ? { start, end: offset, by, isCut: false } : undefined;
}

function blockFlaw(text: string, stop: YamlStop): Flaw {
  const { offset, reason, open, last } = stop;
  const bare = reason.startsWith('bad indentation of a mapping') ? lineWithoutColon(text, stop) : undefined;
  if (bare !== undefined) {
    const error: YamlError = { kind: 'syntax', range: bare, message: 'a key is wanted here, with a colon and a blank behind it' };
    return { error, mend: { start: bare.start, end: endOfDeeper(text, bare.start, columnOf(text, bare.start)), isCut: true } };
  }
  const block = open.at(-1);
  const sign = signAt(text, stop);
  if (sign !== undefined) {
    const error: YamlError = { kind: 'syntax', range: { start: sign, end: lineEnd(text, sign) }, message: inWords(text, stop) };
    return { error, mend: cut(text, sign, keyColumn(text, sign)) };
  }
  let at = offset;
  const from = last === undefined ? offset : contentStart(text, last.start);
  const isPlain = last?.kind === 'scalar' && from < last.end && last.end <= offset;
  const isSpread = isPlain && lineStart(text, from) < lineStart(text, offset);
  if (isSpread && !reason.startsWith('bad indentation')) at = from;
  else if (isPlain && !isSpread) at = from;
  else at = lineStart(text, offset) + indentAt(text, offset);
  if (at > offset) at = offset;
  const error: YamlError = { kind: 'syntax', range: { start: at, end: Math.max(lineEnd(text, at), at) }, message: inWords(text, stop) };
  if (block !== undefined) {
    const column = columnOf(text, contentStart(text, block.start));
    return { error, mend: cut(text, at, Math.min(column, columnOf(text, at))) };
  }
  if (isSpread) return { error, mend: cut(text, at, columnOf(text, at)) };
  // The indentation changes below everything: the smaller part is what went wrong.
  const start = lineStart(text, offset);
  if (start === 0 || offset > text.length / 2) return { error, mend: { start, end: text.length, isCut: true } };
  const first = contentStart(text, 0);
  return {
    error: {
      ...error,
      range: { start: first, end: lineEnd(text, first) },
      message: 'this line is indented differently from those that follow',
    },
    mend: { start: 0, end: start, isCut: true },
  };
}

/** Where a text begins that should stand in quotes, because of its first character. */
function signAt(text: string, { offset, reason }: YamlStop): number | undefined {
  const found = text[offset] ?? '';
  if (/^[@`%]$/.test(found) && text.slice(lineStart(text, offset), offset).trim() !== '') return offset;
  const sign = reason.startsWith('unidentified alias') ? '*' : reason.startsWith('unknown tag') ? '!' : undefined;
  const at = sign === undefined ? -1 : text.lastIndexOf(sign, offset);
  return at < lineStart(text, offset) ? undefined : at;
}

/** A line that lacks its colon is taken for the beginning of a text, which then runs into the key on the next line. */
function lineWithoutColon(text: string, { offset, last }: YamlStop): Range | undefined {
  if (last?.kind !== 'scalar' || text[offset] !== ':') return undefined;
  const start = contentStart(text, last.start);
  const line = lineStart(text, start);
  if (line === lineStart(text, offset) || isQuote(text[start]) || text.slice(line, start).trim() !== '') return undefined;
  const end = lineEnd(text, start);
  const announcesBlock = /^\S+ +[|>][-+\d]*\s*$/.test(text.slice(start, end));
  const isSibling = columnOf(text, start) === indentAt(text, offset);
  return isSibling || announcesBlock ? { start, end } : undefined;
}

function inWords(text: string, { offset, reason, last }: YamlStop): string {
  const found = text[offset] ?? '';
  const isSameLine = last !== undefined && lineStart(text, contentStart(text, last.start)) === lineStart(text, offset);
  if (/^[@`%]$/.test(found)) return `a text that begins with ${found} is put in quotes`;
  if (reason.startsWith('unidentified alias'))
    return `${reason.slice('unidentified alias '.length)} is no anchor; a text that begins with * is put in quotes`;
  if (reason.startsWith('unknown tag')) return 'no tag of that name is known; a text that begins with ! is put in quotes';
  if (reason.startsWith('bad indentation of a mapping')) {
    if (found === ':' && isSameLine) return 'a colon and a blank end a key; a text that holds them is put in quotes';
    return 'this line is indented differently from the keys that it belongs to';
  }
  if (reason.startsWith('bad indentation of a sequence')) return 'this line is indented differently from the entries that it belongs to';
  if (reason.includes('a colon is missed') || reason.includes('multiline key'))
    return 'a key is wanted here, with a colon and a blank behind it';
  if (reason.startsWith('a whitespace character is expected')) return 'a blank is wanted behind the colon';
  if (reason.startsWith('end of the stream'))
    return 'this belongs to nothing that stands before it: a key with a colon is wanted, indented as the others are';
  return reason;
}

/** Blanks out the value that begins at an offset, up to the next line that is not deeper than a column; and its key, if it begins there. */
function cut(text: string, start: number, column: number): Mend {
  const line = lineStart(text, start);
  const [prefix = ''] =
    /^\s*(?:-\s+)*(?:"[^"\n]*"|'[^'\n]*'|[^\s#:'"[\]{}-][^:#\n]*?)\s*:(?=\s|$)/.exec(text.slice(line, lineEnd(text, line))) ?? [];
  const keepsKey = prefix !== '' && line + prefix.length <= start;
  const isBracket = text[start] === '[' || text[start] === '{';
  let end = lineEnd(text, start);
  while (end < text.length) {
    const next = end + 1;
    const content = text.slice(next, lineEnd(text, next));
    const isInside = content.trim() === '' || indentAt(text, next) > column || /^\s*#/.test(content);
    if (!isInside && !(isBracket && /^\s*[}\]]/.test(content))) break;
    end = lineEnd(text, next);
  }
  return { start: keepsKey ? line + prefix.length : line, end: Math.min(end, text.length), isCut: true, keepsKey };
}

/** The offsets of the brackets that are open, the outermost first. */
function bracketsOf(text: string, open: readonly YamlNode[]): readonly number[] {
  const found = open.map(({ start }) => contentStart(text, start)).filter((start) => text[start] === '[' || text[start] === '{');
  return [...new Set(found)];
}

/** The column of the keys or entries in whose midst a part stands; -1 when it is the whole. */
function columnAround(text: string, open: readonly YamlNode[], start: number): number {
  const around = open
    .map((node) => contentStart(text, node.start))
    .findLast((each) => each < start && text[each] !== '[' && text[each] !== '{');
  return around === undefined ? -1 : columnOf(text, around);
}

function endOfToken(text: string, { start, end }: YamlNode): number {
  let at = end;
  while (at > start && /\s/.test(text[at - 1] ?? '')) at -= 1;
  return at;
}

function closerOf(bracket: string | undefined): string {
  return bracket === '[' ? ']' : '}';
}

function isQuote(character: string | undefined): boolean {
  return character === '"' || character === "'";
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

function indentAt(text: string, offset: number): number {
  const blanks = /[ \t]*/y;
  blanks.lastIndex = lineStart(text, offset);
  return blanks.exec(text)?.[0].length ?? 0;
}

function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}
