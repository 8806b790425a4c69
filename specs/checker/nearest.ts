/** Edits (insert, remove, replace, swap neighbours) that turn `from` into `to`. */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const cost = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(swapped ? Math.min(cost, (beforeLast[column - 2] ?? 0) + 1) : cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
}

/**
 * The name that somebody who wrote `written` has most likely meant: one that differs in a quarter of its letters at most, or only in
 * capitals, `-` and `_`. Undefined when there is none, or when `written` is too short or too long to tell.
 */
export function nearest(written: string, known: Iterable<string>): string | undefined {
  if (written.length < 3 || written.length > 200) return undefined;
  const plain = plainly(written);
  let best: string | undefined;
  let least = Math.floor(Math.min(3, Math.max(1, written.length / 4))) + 1;
  for (const name of known) {
    if (name === written) continue;
    if (plainly(name) === plain) return name;
    if (Math.abs(name.length - written.length) >= least || name.length < 3) continue;
    const distance = editDistance(written, name);
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

/** ` (did you mean X?)`, or nothing. */
export function meant(written: string, known: Iterable<string>): string {
  const name = nearest(written, known);
  return name === undefined ? '' : ` (did you mean ${JSON.stringify(name)}?)`;
}

function plainly(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, '');
}
