import type { Finding } from '../../specs/checker/finding.ts';
import { visible } from '../visible-text.ts';

/** The line that a finding is in, as a terminal shows it, and the blanks and carets to write below it. */
export interface SourceExcerpt {
  readonly text: string;
  readonly blanks: number;
  readonly carets: number;
}

/** @param width in characters that the line may take. Of a longer line the part around the finding is shown. */
export function sourceExcerpt({ source, line, column, endLine, endColumn }: Finding, width: number): SourceExcerpt {
  const whole = source.lines.line(line);
  const from = Math.min(column - 1, whole.length);
  const to = endLine === line ? Math.min(Math.max(endColumn - 1, from), whole.length) : whole.trimEnd().length;
  // Text far away from the finding is not even looked at: a line may have a million characters.
  const near = { start: Math.max(0, from - width), end: Math.min(whole.length, Math.max(from, Math.min(to, from + width)) + width) };
  const before = characters(whole.slice(near.start, from));
  const own = characters(whole.slice(from, Math.min(to, near.end)));
  const after = characters(whole.slice(Math.min(to, near.end), near.end));
  const all = [...before, ...own, ...after];
  const indent = near.start === 0 ? Math.min(leadingBlanks(all), before.length) : 0;
  const room = Math.max(width - 2, 20);
  const isShort = near.start === 0 && near.end === whole.length && all.length - indent <= room;
  const start = isShort || before.length - indent <= room / 2 ? indent : before.length - Math.floor(room / 2);
  const shown = all.slice(start, start + room);
  const head = start > indent || near.start > 0 ? '…' : '';
  const tail = start + room < all.length || near.end < whole.length ? '…' : '';
  return {
    text: `${head}${shown.join('')}${tail}`.trimEnd(),
    blanks: head.length + before.length - start,
    carets: Math.max(1, Math.min(own.length, start + room - before.length)),
  };
}

/** What takes one cell of a terminal each. */
function characters(text: string): readonly string[] {
  return Array.from(visible(text.replaceAll('\t', '  ').replaceAll('\n', ' ')));
}

function leadingBlanks(all: readonly string[]): number {
  const first = all.findIndex((character) => character !== ' ');
  return first < 0 ? 0 : first;
}
