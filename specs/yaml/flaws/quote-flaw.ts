import { contentStart } from '../yaml-nodes.ts';
import type { YamlNode, YamlStop } from '../yaml-nodes.ts';
import { bracketsOf, columnAround, cut } from './cuts.ts';
import type { Flaw, Mend } from './flaw.ts';
import { keyColumn, lineEnd, lineStart } from './text-lines.ts';
import { unclosedQuote } from './unclosed-quote.ts';
import { isQuote } from './words.ts';

/** A quote that is not closed ends at the next quote, wherever that is. */
export function quoteFlaw(text: string, stop: YamlStop): Flaw | undefined {
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
