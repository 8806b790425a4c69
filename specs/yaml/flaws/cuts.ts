import { contentStart } from '../yaml-nodes.ts';
import type { YamlNode } from '../yaml-nodes.ts';
import type { Mend } from './flaw.ts';
import { columnOf, indentAt, lineEnd, lineStart } from './text-lines.ts';

/** Blanks out the value that begins at an offset, up to the next line that is not deeper than a column; and its key, if it begins there. */
export function cut(text: string, start: number, column: number): Mend {
  const line = lineStart(text, start);
  const [prefix = ''] =
    /^\s*(?:-\s+)*(?:"[^"\n]*"|'[^'\n]*'|[^\s#:'"[\]{}-][^:#\n]*?)\s*:(?=\s|$)/.exec(text.slice(line, lineEnd(text, line))) ?? [];
  const keepsKey = prefix !== '' && line + prefix.length <= start;
  const isBracket = text[start] === '[' || text[start] === '{';
  let end = lineEnd(text, start);
  const first = text.slice(start, end);
  const opensBracket = /[{[]\s*$/.test(first);
  const opensList = /:\s*$/.test(first);
  while (end < text.length) {
    const next = end + 1;
    const content = text.slice(next, lineEnd(text, next));
    if (opensBracket && indentAt(text, next) === column && /^\s*[}\]]/.test(content)) {
      end = lineEnd(text, next);
      break;
    }
    // The entries of a list may stand as far to the left as its key.
    const isEntry = opensList && /^ *- /.test(content) && indentAt(text, next) === column;
    const isInside = isEntry || content.trim() === '' || indentAt(text, next) > column || /^\s*#/.test(content);
    if (!isInside && !(isBracket && /^\s*[}\]]/.test(content))) break;
    end = lineEnd(text, next);
  }
  return { start: keepsKey ? line + prefix.length : line, end: Math.min(end, text.length), isCut: true, keepsKey };
}

/** The end of the last line below one that is deeper than a column; lines with tabs are. */
export function endOfDeeper(text: string, start: number, column: number): number {
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

/** The offsets of the brackets that are open, the outermost first. */
export function bracketsOf(text: string, open: readonly YamlNode[]): readonly number[] {
  const found = open.map(({ start }) => contentStart(text, start)).filter((start) => text[start] === '[' || text[start] === '{');
  return [...new Set(found)];
}

/** The column of the keys or entries in whose midst a part stands; -1 when it is the whole. */
export function columnAround(text: string, open: readonly YamlNode[], start: number): number {
  const around = open
    .map((node) => contentStart(text, node.start))
    .findLast((each) => each < start && text[each] !== '[' && text[each] !== '{');
  return around === undefined ? -1 : columnOf(text, around);
}
