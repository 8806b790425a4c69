import type { Range } from './lines.ts';

/**
 * Where in a YAML text the characters of a scalar's value stand, whatever its style: plain, quoted, literal or folded.
 * @param range of the scalar in the text, from its quote or `|` on.
 * @returns the offset of a character of the value by its index; that of the scalar's end for the end of the value and beyond.
 */
export function scalarOffsets(text: string, range: Range, value: string): (index: number) => number {
  const offsets: number[] = [];
  const first = text[range.start];
  if (first === '|' || first === '>') blockOffsets(text, range, value, offsets);
  else flowOffsets(text, range, first === '"' || first === "'" ? first : '', value.length, offsets);
  const last = offsets.at(-1);
  const end = first === '"' || first === "'" ? Math.max(range.end - 1, range.start) : last === undefined ? range.end : last + 1;
  return (index) => offsets[Math.max(index, 0)] ?? end;
}

/** Every line of a block scalar stands in its value as it is; between two lines are one or more line breaks, or a blank. */
function blockOffsets(text: string, { start, end }: Range, value: string, offsets: number[]): void {
  const lines = /([^\r\n]*)(\r\n|\n|\r|$)/y;
  lines.lastIndex = start;
  lines.exec(text);
  const header = text.slice(start, lines.lastIndex);
  const stop = Math.max(end, start + header.length);
  const indent = indentOf(text.slice(start + header.length, stop), value);
  let lineEnd = start + header.trimEnd().length;
  while (lines.lastIndex < stop) {
    const lineStart = lines.lastIndex;
    const content = lines.exec(text)?.[1] ?? '';
    const line = content.slice(indent);
    if (content.trim() !== '' || (line !== '' && value.startsWith(line, offsets.length))) {
      const from = lineEnd;
      while (value[offsets.length] === '\n') offsets.push(Math.min(from, lineStart));
      if (value[offsets.length] === ' ' && !line.startsWith(' ')) offsets.push(from);
      for (let at = 0; at < line.length && offsets.length < value.length; at += 1) offsets.push(lineStart + indent + at);
      lineEnd = lineStart + content.length;
    }
    if (lines.lastIndex === lineStart) break;
  }
  while (offsets.length < value.length) offsets.push(lineEnd);
}

/** How many blanks all lines begin with that are not in the value. */
function indentOf(raw: string, value: string): number {
  const [blanks = ''] = /^ *(?=[^\s])/m.exec(raw) ?? [];
  const [own = ''] = /^ *(?=[^\s])/m.exec(value) ?? [];
  return Math.max(blanks.length - own.length, 0);
}

function flowOffsets(text: string, { start, end }: Range, quote: string, length: number, offsets: number[]): void {
  const breaks = /[ \t]*(?:\r\n|\n|\r)\s*/y;
  let at = start + quote.length;
  const escaped = (characters: number, units = 1): void => {
    for (let unit = 0; unit < units; unit += 1) offsets.push(at);
    at += characters;
  };
  while (at < end && offsets.length < length) {
    breaks.lastIndex = at;
    const [folded] = breaks.exec(text) ?? [];
    if (folded !== undefined) {
      const count = folded.match(/\r\n|\n|\r/g)?.length ?? 1;
      escaped(folded.length, Math.max(count - 1, 1));
    } else if (quote === '"' && text[at] === '\\') {
      const next = text[at + 1] ?? '';
      if (next === '\n' || next === '\r') at += /^\\\s*/.exec(text.slice(at, end))?.[0].length ?? 2;
      else if (next === 'x') escaped(4);
      else if (next === 'u') escaped(6);
      else if (next === 'U') escaped(10, Number.parseInt(text.slice(at + 2, at + 10), 16) > 0xffff ? 2 : 1);
      else escaped(2);
    } else if (quote === "'" && text.startsWith("''", at)) escaped(2);
    else escaped(1);
  }
}
