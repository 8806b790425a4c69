import { indentOf, isBlank, sliceLine } from './rst-lines.ts';
import type { RstLine } from './rst-lines.ts';

/** A table: its cells, each of which is a text of its own, or why it is none. */
export interface RstTable {
  readonly cells: readonly (readonly RstLine[])[];
  /** The first line behind it, counted in the lines that were given. */
  readonly end: number;
  readonly mistake?: { readonly line: RstLine | undefined; readonly message: string };
}

/** Reads a table that is drawn with `+`, `-` and `|`. */
export function readGridTable(lines: readonly RstLine[]): RstTable {
  const width = lines[0]?.text.length ?? 0;
  const end = lines.length;
  for (const line of lines) {
    if (!/^[+|]/.test(line.text)) {
      return {
        cells: [],
        end,
        mistake: { line, message: 'a line of the table is wanted here, which begins with + or |; put a blank line behind the table' },
      };
    }
    if (line.text.length !== width || !/[+|]$/.test(line.text)) {
      return {
        cells: [],
        end,
        mistake: {
          line,
          message: `this line of the table has ${line.text.length} characters and its first line ${width}; end all of them with + or | in the same column`,
        },
      };
    }
  }
  const last = lines.at(-1);
  if (last === undefined || lines.length < 2 || !/^\+[-=+]+\+$/.test(last.text)) {
    return { cells: [], end, mistake: { line: last, message: 'the table ends here without a line like its first one; add it' } };
  }
  return { cells: gridCells(lines), end };
}

function gridCells(lines: readonly RstLine[]): RstLine[][] {
  const cells: RstLine[][] = [];
  // Cells that are open, by the columns that they reach from and to.
  let open = new Map<string, RstLine[]>();
  for (const line of lines) {
    const parts = new Map<string, RstLine[]>();
    const bars = [...line.text.matchAll(/[|+]/g)].map(({ index }) => index);
    for (const [at, from] of bars.entries()) {
      const to = bars[at + 1];
      if (to === undefined) break;
      const inner = line.text.slice(from + 1, to);
      if (/^[-=]+$/.test(inner)) continue;
      const place = `${from} ${to}`;
      const cell = open.get(place) ?? [];
      if (cell.length === 0) cells.push(cell);
      cell.push(sliceLine(line, from + 1, to));
      parts.set(place, cell);
    }
    open = parts;
  }
  return cells;
}

/** Reads a table whose columns are drawn with `=`, from the line of its upper border on. */
export function readSimpleTable(lines: readonly RstLine[], from: number): RstTable {
  const border = lines[from];
  if (border === undefined) return { cells: [], end: from + 1 };
  const columns = [...border.text.matchAll(/=+/g)].map(({ 0: { length }, index }) => [index, index + length] as const);
  const bottom = bottomOf(lines, from);
  if (bottom === undefined) {
    let end = from + 1;
    while (end < lines.length && !isBlank(lines[end])) end += 1;
    return {
      cells: [],
      end,
      mistake: {
        line: border,
        message: 'the table that begins here has no border below it; end it with a line like this one, and a blank line',
      },
    };
  }
  const rows: RstLine[][][] = [];
  let isNew = true;
  for (let at = from + 1; at < bottom; at += 1) {
    const line = lines[at];
    if (line === undefined) continue;
    if (/^=[= ]*$/.test(line.text)) {
      if (line.text !== border.text) {
        return {
          cells: [],
          end: bottom + 1,
          mistake: { line, message: 'this border of the table has other columns than its first one; make them the same' },
        };
      }
      isNew = true;
      continue;
    }
    if (/^-[- ]*$/.test(line.text) && line.text.includes('--')) {
      isNew = true;
      continue;
    }
    if (isBlank(line)) {
      for (const cell of rows.at(-1) ?? []) cell.push({ ...line, text: '' });
      continue;
    }
    const spans = spanned(lines, at, bottom) ?? columns;
    const inMargin = spans.findIndex(([, end], index) => {
      const next = spans[index + 1]?.[0];
      return next !== undefined && line.text.slice(end, next).trim() !== '';
    });
    if (inMargin >= 0) {
      const [start, end] = spans[inMargin] ?? [0, 0];
      return {
        cells: [],
        end: bottom + 1,
        mistake: {
          line,
          message: `column ${inMargin + 1} of the table is ${end - start} characters wide, and the text here is wider or begins too far left; widen the column in every border`,
        },
      };
    }
    const cells = spans.map(([start, end], index) => sliceLine(line, start, index === spans.length - 1 ? line.text.length : end));
    const row = rows.at(-1);
    if (!isNew && row !== undefined && isBlank(cells[0]) && indentOf(line) > 0)
      for (const [index, cell] of cells.entries()) row[index]?.push(cell);
    else rows.push(cells.map((cell) => [cell]));
    isNew = false;
  }
  return { cells: rows.flat(), end: bottom + 1 };
}

/** The columns of a row are drawn below it, where it has others than the table. */
function spanned(lines: readonly RstLine[], at: number, bottom: number): readonly (readonly [number, number])[] | undefined {
  for (let next = at + 1; next < bottom; next += 1) {
    const text = lines[next]?.text ?? '';
    if (/^-[- ]*$/.test(text) && text.includes('--'))
      return [...text.matchAll(/-+/g)].map(({ 0: { length }, index }) => [index, index + length] as const);
    if (/^=[= ]*$/.test(text) || !isBlank(lines[next - 1])) return undefined;
  }
  return undefined;
}

/** The lower border: the second line of `=` with a blank line behind it, or the third, if there is a header. */
function bottomOf(lines: readonly RstLine[], from: number): number | undefined {
  let borders = 1;
  for (let at = from + 1; at < lines.length; at += 1) {
    if (!/^=[= ]*$/.test(lines[at]?.text ?? '')) continue;
    borders += 1;
    if (borders === 3 || isBlank(lines[at + 1])) return at;
  }
  return undefined;
}
