import type { Range } from '../lines.ts';
import type { YamlStop } from '../yaml-nodes.ts';
import { bracketsOf, endOfDeeper } from './cuts.ts';
import type { Flaw } from './flaw.ts';
import { keyColumn, lineEnd, lineStart } from './text-lines.ts';

/** A line that is indented with a tab, with all that hangs on it. */
export function tabFlaw(text: string, { offset, open }: YamlStop): Flaw | undefined {
  const start = lineStart(text, offset);
  const [blanks = ''] = /^[ \t]*/.exec(text.slice(start, lineEnd(text, start))) ?? [];
  const tab = blanks.indexOf('\t');
  if (tab < 0 || bracketsOf(text, open).length > 0) return undefined;
  const range = { start: start + tab, end: start + blanks.length };
  const error = { kind: 'tab', range, message: 'this line is indented with a tab; YAML wants blanks' } as const;
  const outer = isLikeKey.test(text.slice(start + blanks.length, lineEnd(text, start))) ? undefined : columnOfText(text, start);
  if (outer !== undefined) return { error, mend: { ...lineOfText(text, start, outer), isCut: true, column: outer + 1 } };
  const column = columnMeant(text, start, blanks);
  const end = endOfDeeper(text, start, column);
  // A key with a short value has nothing that hangs on it; behind a colon it may be all that hangs there.
  const isFirst = /:\s*$/.test(text.slice(Math.max(0, start - 200), start));
  const isOneLine =
    !isFirst && end <= lineEnd(text, start) && /^[\w$-]+: +[^\s|>&*!{[][^{[]*$/.test(text.slice(start + blanks.length, end));
  return {
    error,
    mend: { start, end, isCut: true, column, isExact: isOneLine },
  };
}

const isLikeKey = /^(?:- |[\w$-]+:(?:\s|$))/;

/** A line of a text, as deep as the one before or behind it that is a part of the same text. */
function lineOfText(text: string, start: number, outer: number): Range & { readonly by: string } {
  const end = lineEnd(text, start);
  const before = /(?:^|\n)( *)[^ \t\r\n][^\n]*\n\s*$/.exec(text.slice(Math.max(0, start - 1000), start))?.[1] ?? '';
  const behind = /^(?:[ \t\r]*\n)*( *)/.exec(text.slice(end + 1))?.[1] ?? '';
  const depth = [before, behind].map(({ length }) => length).find((each) => each > outer) ?? outer + 2;
  const indent = Math.min(end - start, depth);
  return { start, end, by: ' '.repeat(indent) + '-'.repeat(end - start - indent) };
}

/** Where the line begins that announces the text, with `|` or `>`, of which a line is a part; undefined when it is a part of none. */
function columnOfText(text: string, start: number): number | undefined {
  let least = Number.POSITIVE_INFINITY;
  for (let end = start - 1; end > 0 && least > 0;) {
    const line = lineStart(text, end);
    const content = text.slice(line, end);
    const indent = content.search(/[^ \t\r]/);
    if (indent >= 0 && !/^ *\t/.test(content)) {
      if (indent < least && /(?:^|[\s:-])[|>][-+\d]*\s*(?:#.*)?$/.test(content)) return indent;
      least = Math.min(least, indent);
    }
    end = line - 1;
  }
  return undefined;
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
  // A line that is neither key nor entry goes on with the text of this one.
  const [, depth, below = ''] = /^( *)(- |[^\s#:]+:(?=\s)|[\]}])/m.exec(text.slice(lineEnd(text, start))) ?? [];
  const next = depth?.length ?? 0;
  const widths = [4, 8, 2].map((width) =>
    blanks.split('').reduce((column, each) => (each === '\t' ? column - (column % width) + width : column + 1), 0),
  );
  const possible = columnsAbove(text, start);
  const columns = possible.filter((column) => widths.includes(column));
  // An entry with a key goes on two columns further, or another entry follows.
  const ofEntry = below === '- ' ? next : next - 2;
  if (/^- .*: /.test(content) && columns.includes(ofEntry)) return ofEntry;
  const isAbove = /[:{[|>]$|[|>][-+]$/.test(content);
  const fitting = (all: readonly number[]): readonly number[] => all.filter((column) => (isAbove ? column < next : column >= next));
  // Where nothing fits, it is taken for a neighbour of the line before.
  return fitting(columns)[0] ?? fitting(possible).toSorted((one, other) => other - one)[0] ?? possible[0] ?? 0;
}
