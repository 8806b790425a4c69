import type { YamlStop } from '../yaml-nodes.ts';
import { bracketsOf, endOfDeeper } from './cuts.ts';
import type { Flaw } from './flaw.ts';
import { columnOf, keyColumn, lineEnd, lineStart } from './text-lines.ts';

/** A line that is indented with a tab, with all that hangs on it. */
export function tabFlaw(text: string, { offset, open }: YamlStop): Flaw | undefined {
  const start = lineStart(text, offset);
  const [blanks = ''] = /^[ \t]*/.exec(text.slice(start, lineEnd(text, start))) ?? [];
  const tab = blanks.indexOf('\t');
  if (tab < 0 || bracketsOf(text, open).length > 0) return undefined;
  const range = { start: start + tab, end: start + blanks.length };
  const column = columnMeant(text, start, blanks);
  return {
    error: { kind: 'tab', range, message: 'this line is indented with a tab; YAML wants blanks' },
    mend: { start, end: endOfDeeper(text, start, column), isCut: true, column },
  };
}

/** The columns in which a line can begin: those of the line before, of what it is a part of, and of what it may begin. */
function columnsAbove(text: string, start: number): readonly number[] {
  const columns: number[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (let end = start - 1; end > 0 && least > 0;) {
    const line = lineStart(text, end);
    const content = text.slice(line, end);
    const indent = content.search(/[^ ]/);
    if (indent >= 0 && indent < least && content[indent] !== '#' && content.trim() !== '') {
      if (least === Number.POSITIVE_INFINITY && /[:|>{[-]$/.test(content.trimEnd())) columns.push(indent + 2, indent + 4);
      columns.push(indent, keyColumn(text, line + indent + 2));
      least = indent;
    }
    end = line - 1;
  }
  return columns;
}

/** How deep a line with tabs is meant to be: as deep as it looks in an editor, as far as that goes with the line below. */
function columnMeant(text: string, start: number, blanks: string): number {
  const content = text.slice(start + blanks.length, lineEnd(text, start)).trimEnd();
  const below = /[^\s#][^\n]*/.exec(text.slice(lineEnd(text, start)));
  const next = below === null ? 0 : columnOf(text, lineEnd(text, start) + below.index);
  const widths = [4, 8, 2].map((width) =>
    blanks.split('').reduce((column, each) => (each === '\t' ? column - (column % width) + width : column + 1), 0),
  );
  const possible = columnsAbove(text, start);
  const columns = possible.filter((column) => widths.includes(column));
  // An entry with a key goes on two columns further, or another entry follows.
  const ofEntry = below?.[0].startsWith('- ') === true ? next : next - 2;
  if (/^- .*: /.test(content) && columns.includes(ofEntry)) return ofEntry;
  const isAbove = /[:{[|>]$|[|>][-+]$/.test(content);
  const fitting = (all: readonly number[]): readonly number[] => all.filter((column) => (isAbove ? column < next : column >= next));
  // Where nothing fits, it is taken for a neighbour of the line before.
  return fitting(columns)[0] ?? fitting(possible).toSorted((one, other) => other - one)[0] ?? possible[0] ?? 0;
}
