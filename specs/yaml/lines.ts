/** Offsets in UTF-16 code units; `end` is exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A line and a column, both from 1. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** The lines of a text: where each begins. `\n`, `\r\n` and `\r` end a line. */
export class Lines {
  readonly text: string;
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.text = text;
    const starts = [0];
    const ends = /\r\n|\n|\r/g;
    while (ends.exec(text) !== null) starts.push(ends.lastIndex);
    this.#starts = starts;
  }

  get count(): number {
    return this.#starts.length;
  }

  /** The line and column of an offset. */
  at(offset: number): LineColumn {
    let [low, high] = [0, this.#starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }

  /** The offset at which a line, counted from 1, begins; that of the end of the text when there is no such line. */
  start(line: number): number {
    return this.#starts[line - 1] ?? this.text.length;
  }

  /** The text of a line, counted from 1, without what ends it. */
  line(line: number): string {
    const start = this.start(line);
    let end = this.start(line + 1);
    while (end > start && (this.text[end - 1] === '\n' || this.text[end - 1] === '\r')) end -= 1;
    return this.text.slice(start, end);
  }
}
