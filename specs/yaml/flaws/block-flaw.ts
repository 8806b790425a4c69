import type { Range } from '../lines.ts';
import type { YamlError } from '../yaml-content.ts';
import { contentStart } from '../yaml-nodes.ts';
import type { YamlStop } from '../yaml-nodes.ts';
import { cut, endOfDeeper } from './cuts.ts';
import type { Flaw } from './flaw.ts';
import { columnOf, indentAt, keyColumn, lineEnd, lineStart } from './text-lines.ts';
import { inWords, isQuote } from './words.ts';

/** What is wrong with lines of keys and entries: their indentation, a colon, a character that a text may not begin with. */
export function blockFlaw(text: string, stop: YamlStop): Flaw {
  const { offset, reason, open, last } = stop;
  const bare = reason.startsWith('bad indentation of a mapping') ? lineWithoutColon(text, stop) : undefined;
  if (bare !== undefined) {
    const error: YamlError = { kind: 'syntax', range: bare, message: 'a key is wanted here, with a colon and a blank behind it' };
    return {
      error,
      mend: { start: bare.start, end: endOfDeeper(text, bare.start, columnOf(text, bare.start)), isCut: true, isExact: true },
    };
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
    const column = Math.min(columnOf(text, contentStart(text, block.start)), columnOf(text, at));
    // It may be a neighbour of what stands before it, or a part of that.
    return { error, mend: { ...cut(text, at, column), column } };
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
  const announcesBlock = /^\S+ +(?:[|>][-+\d]*|[{[])\s*$/.test(text.slice(start, end));
  const isSibling = columnOf(text, start) === indentAt(text, offset);
  return isSibling || announcesBlock ? { start, end } : undefined;
}
