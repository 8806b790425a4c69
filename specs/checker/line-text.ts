import type { SourceFile } from './sources/source-file.ts';

/** The text of a line, counted from 1, without the blanks around it; what a line is known by when lines before it come and go. */
export function lineText(source: SourceFile, line: number): string {
  return source.lines.line(line).trim();
}
