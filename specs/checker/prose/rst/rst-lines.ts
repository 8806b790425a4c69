/** A line, or what is left of it when an indentation or a mark before it is cut off. */
export interface RstLine {
  /** With tabs made blanks and without blanks at its end. */
  readonly text: string;
  /** Where its first character stands in the whole text. */
  readonly at: number;
  /** Where each character stands, in a line that had tabs. */
  readonly places?: readonly number[];
}

/** The lines of a text. */
export function rstLines(text: string): RstLine[] {
  const lines: RstLine[] = [];
  const ends = /\r\n|\n|\r/g;
  // A byte order mark is no part of the first line.
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  for (;;) {
    const end = ends.exec(text);
    const raw = text.slice(at, end?.index ?? text.length);
    lines.push(lineOf(raw, at));
    if (end === null) return lines;
    at = ends.lastIndex;
  }
}

function lineOf(raw: string, at: number): RstLine {
  if (!raw.includes('\t')) return { text: raw.trimEnd(), at };
  let text = '';
  const places: number[] = [];
  for (let index = 0; index < raw.length; index += 1) {
    const character = raw.charAt(index);
    const width = character === '\t' ? 8 - (text.length % 8) : 1;
    text += character === '\t' ? ' '.repeat(width) : character;
    for (let times = 0; times < width; times += 1) places.push(at + index);
  }
  return { text: text.trimEnd(), at, places };
}

/** Where a character of a line stands in the whole text. */
export function placeIn(line: RstLine, index: number): number {
  if (line.places === undefined) return line.at + index;
  return line.places[index] ?? (line.places.at(-1) ?? line.at - 1) + 1;
}

/** A line without its first characters. */
export function cutLine(line: RstLine, characters: number): RstLine {
  const cut = Math.min(characters, line.text.length);
  return {
    text: line.text.slice(cut),
    at: placeIn(line, cut),
    ...(line.places === undefined ? {} : { places: line.places.slice(cut) }),
  };
}

/** A part of a line, without the blanks at its end. */
export function sliceLine(line: RstLine, from: number, to: number): RstLine {
  const { text, ...rest } = cutLine(line, from);
  return { ...rest, text: text.slice(0, Math.max(0, to - from)).trimEnd() };
}

/** How far a line is indented; 0 for a blank one. */
export function indentOf(line: RstLine | undefined): number {
  return line === undefined ? 0 : line.text.length - line.text.trimStart().length;
}

/** Whether there is nothing in a line, or no line. */
export function isBlank(line: RstLine | undefined): boolean {
  return line === undefined || line.text.trim() === '';
}

/** The end of the lines from one on that are blank or indented. */
export function indentedEnd(lines: readonly RstLine[], from: number, least = 1): number {
  let end = from;
  while (end < lines.length && (isBlank(lines[end]) || indentOf(lines[end]) >= least)) end += 1;
  return end;
}

/** Lines without the indentation that all of them have. */
export function dedented(lines: readonly RstLine[]): RstLine[] {
  let least = Infinity;
  for (const line of lines) if (!isBlank(line)) least = Math.min(least, indentOf(line));
  return Number.isFinite(least) && least > 0 ? lines.map((line) => cutLine(line, least)) : [...lines];
}

/** Lines without the blank ones at the start and at the end. */
export function withoutBlankEnds(lines: readonly RstLine[]): readonly RstLine[] {
  let [start, end] = [0, lines.length];
  while (start < end && isBlank(lines[start])) start += 1;
  while (end > start && isBlank(lines[end - 1])) end -= 1;
  return lines.slice(start, end);
}

/** Lines as one text, with where its characters stand in the whole. */
export interface JoinedLines {
  readonly text: string;
  offsetOf(index: number): number;
}

/** Joins lines to one text. */
export function joined(lines: readonly RstLine[]): JoinedLines {
  const starts: number[] = [];
  let length = 0;
  for (const { text } of lines) {
    starts.push(length);
    length += text.length + 1;
  }
  return {
    text: lines.map(({ text }) => text).join('\n'),
    offsetOf(index) {
      let [low, high] = [0, starts.length];
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if ((starts[middle] ?? 0) <= index) low = middle;
        else high = middle;
      }
      const line = lines[low];
      return line === undefined ? 0 : placeIn(line, index - (starts[low] ?? 0));
    },
  };
}
