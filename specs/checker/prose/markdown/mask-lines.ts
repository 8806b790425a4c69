import type { Range } from '../../../yaml/lines.ts';
import { frontMatterOf } from './front-matter.ts';

/** Blanks out the front matter, and the shortcodes that have lines of their own: what they stand for is a block. */
export function maskLines(text: string, shortcodes: readonly Range[]): string {
  let masked = '';
  let from = 0;
  const front = frontMatterOf(text);
  if (front !== undefined) {
    const end = text.indexOf('---', text.indexOf('---') + 3 + front.length) + 3;
    masked = blanked(text.slice(0, end), { start: 0, end });
    from = end;
  }
  for (const range of shortcodes) {
    if (range.start < from) continue;
    const before = text.slice(Math.max(text.lastIndexOf('\n', range.start - 1) + 1, 0), range.start);
    const after = /[^\r\n]*/y;
    after.lastIndex = range.end;
    const rest = after.exec(text)?.[0] ?? '';
    if (!isShortcodesOnly(before) || !isShortcodesOnly(rest)) continue;
    masked += text.slice(from, range.start) + blanked(text.slice(range.start, range.end), { start: 0, end: range.end - range.start });
    from = range.end;
  }
  return masked + text.slice(from);
}

/** A text with blanks in the place of a part of it; its lines stay. */
export function blanked(text: string, { start, end }: Range): string {
  return text.slice(0, start) + text.slice(start, end).replaceAll(/[^\r\n]/g, ' ') + text.slice(end);
}

function isShortcodesOnly(text: string): boolean {
  return text.trim() === '' || /^\s*(\{\{[%<][^{}]*[%>]\}\}\s*)*$/.test(text);
}
