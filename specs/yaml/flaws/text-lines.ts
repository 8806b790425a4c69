/** Where the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line of an offset ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

/** How far the line of an offset is indented. */
export function indentAt(text: string, offset: number): number {
  const blanks = /[ \t]*/y;
  blanks.lastIndex = lineStart(text, offset);
  return blanks.exec(text)?.[0].length ?? 0;
}

/** The column of an offset, from 0. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** The column of the key or entry that begins the line of an offset. */
export function keyColumn(text: string, offset: number): number {
  const line = lineStart(text, offset);
  return /^ *(?:- +)*/.exec(text.slice(line, offset))?.[0].length ?? 0;
}
