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
  for (let at = 0; at < shortcodes.length;) {
    const group = sameLines(text, shortcodes, at);
    at += group.length;
    const [start, end] = [group[0]?.start ?? 0, group.at(-1)?.end ?? 0];
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    if (start < from || text.slice(lineStart, start).trim() !== '' || restOfLine(text, end).trim() !== '') continue;
    if (group.some((range, index) => text.slice(group[index - 1]?.end ?? start, range.start).trim() !== '')) continue;
    masked += text.slice(from, start) + blanked(text.slice(start, end), { start: 0, end: end - start });
    from = end;
  }
  return masked + text.slice(from);
}

/** A text with blanks in the place of a part of it; its lines stay. */
export function blanked(text: string, { start, end }: Range): string {
  return text.slice(0, start) + text.slice(start, end).replaceAll(/[^\r\n]/g, ' ') + text.slice(end);
}

/** The shortcodes from one on, each of which begins on the line that the one before ends on. */
function sameLines(text: string, shortcodes: readonly Range[], from: number): readonly Range[] {
  let to = from + 1;
  for (let next = shortcodes[to]; next !== undefined; next = shortcodes[(to += 1)]) {
    if (/[\r\n]/.test(text.slice(shortcodes[to - 1]?.end, next.start))) break;
  }
  return shortcodes.slice(from, to);
}

function restOfLine(text: string, from: number): string {
  const rest = /[^\r\n]*/y;
  rest.lastIndex = from;
  return rest.exec(text)?.[0] ?? '';
}
