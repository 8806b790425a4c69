import type { Range } from '../lines.ts';
import { contentStart } from '../yaml-nodes.ts';
import type { YamlNode, YamlStop } from '../yaml-nodes.ts';
import { bracketsOf, columnAround, cut } from './cuts.ts';
import type { Flaw, Mend } from './flaw.ts';
import { indentAt, lineEnd, lineStart } from './text-lines.ts';
import { unclosedBracket } from './unclosed-bracket.ts';
import { inWords, isQuote } from './words.ts';

/** What is wrong within braces or brackets: they are not closed, a comma or a colon is missing, or a comma is too many. */
export function flowFlaw(text: string, stop: YamlStop): Flaw | undefined {
  const { offset, reason, open, last } = stop;
  const extra = extraCloser(text, stop);
  if (extra !== undefined) return extra;
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
  const comment = contentStart(text, last.start);
  if (text.startsWith('//', comment)) {
    const range = { start: comment, end: lineEnd(text, comment) };
    return said(range, 'a comment begins with #, not with //', { ...range, isCut: false });
  }
  if ((found === '=' || found === ';') && text[inner] === '{' && isKey(text, last)) {
    const range = { start: offset, end: offset + 1 };
    const message = `a colon is wanted between a key and its value, there is ${JSON.stringify(found)}; write ":"`;
    return said(range, message, { ...range, by: ':', isCut: false });
  }
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

/** A bracket that closes what is closed already. */
function extraCloser(text: string, { offset, reason }: YamlStop): Flaw | undefined {
  const found = text[offset] ?? '';
  const before =
    text
      .slice(Math.max(0, offset - 200), offset)
      .trimEnd()
      .at(-1) ?? '';
  if (!/[}\]]/.test(found) || !/[}\]]/.test(before) || !reason.startsWith('bad indentation of a')) return undefined;
  const range = { start: offset, end: offset + 1 };
  return { error: { kind: 'syntax', range, message: `one ${found} too many; delete it` }, mend: { ...range, isCut: false } };
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

function endOfToken(text: string, { start, end }: YamlNode): number {
  let at = end;
  while (at > start && /\s/.test(text[at - 1] ?? '')) at -= 1;
  return at;
}

function closerOf(bracket: string | undefined): string {
  return bracket === '[' ? ']' : '}';
}
