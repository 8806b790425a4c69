import type { Lines, Range } from '../../../yaml/lines.ts';
import type { OpenFence } from './markdown-document.ts';
import type { ParsedPart } from './parsed-parts.ts';

/** The first fence that is not closed, or that is closed by the opening line of the next. */
export function findOpenFence(parts: readonly ParsedPart[], lines: Lines): OpenFence | undefined {
  for (const { line: first, end, markup } of parts) {
    if (markup === undefined) continue;
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

/** Where a line stands, counted from 0, without the blanks around it. */
export function lineRange(lines: Lines, line: number): Range {
  const text = lines.line(line + 1);
  const start = lines.start(line + 1);
  return { start: start + indentOf(text), end: start + text.trimEnd().length };
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
