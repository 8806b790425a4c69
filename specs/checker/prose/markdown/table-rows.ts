/** How many cells a row has. A bar that is escaped ends none, but one in code does. */
export function cellsOf(row: string): number {
  let inner = row.trim();
  if (inner.startsWith('|')) inner = inner.slice(1);
  if (inner.endsWith('|') && !inner.endsWith('\\|')) inner = inner.slice(0, -1);
  return (inner.includes('\\') ? inner.replaceAll(/\\./g, '') : inner).split('|').length;
}

const delimiters = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$/;

/** Whether a line is one of dashes and bars, as below the header of a table. */
export function isDelimiterRow(line: string): boolean {
  return line.length < 1000 && delimiters.test(line);
}
