import { dedented, isBlank } from './rst-lines.ts';
import type { RstLine } from './rst-lines.ts';
import type { RstContext, RstReader } from './rst-reader.ts';
import { readGridTable, readSimpleTable } from './rst-tables.ts';

/** Reads a table with borders; gives the line behind it. */
export function readGrid(reader: RstReader, lines: readonly RstLine[], at: number, nested: RstContext): number {
  let end = at;
  while (end < lines.length && !isBlank(lines[end])) end += 1;
  const table = readGridTable(lines.slice(at, end));
  if (table.mistake !== undefined) reader.mistake('misshapen-table', table.mistake.line, table.mistake.message);
  for (const cell of table.cells) reader.body(dedented(cell), nested);
  return end;
}

/** Reads a table whose columns are drawn with `=`; gives the line behind it. */
export function readSimple(reader: RstReader, lines: readonly RstLine[], at: number, nested: RstContext): number {
  const table = readSimpleTable(lines, at);
  if (table.mistake !== undefined) reader.mistake('misshapen-table', table.mistake.line, table.mistake.message);
  for (const cell of table.cells) reader.body(dedented(cell), nested);
  if (table.mistake === undefined) reader.expectBlank(lines, table.end, 'the table');
  return table.end;
}
