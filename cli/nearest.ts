/** Edits (insert, remove, replace, swap neighbours) that turn `from` into `to`. */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
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

/** The names that somebody who typed `typed` may have meant, nearest first, at most `most`. */
export function nearestNames(typed: string, known: readonly string[], most = 3): readonly string[] {
  const wanted = typed.toLowerCase();
  return known
    .map((name) => ({ name, distance: distanceTo(wanted, name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(2, Math.floor(Math.min(wanted.length, name.length) * 0.34)))
    .toSorted((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name);
}

/** A name that the typed word is a whole part of counts as near: `accounts` for `accounts.threepid`. */
function distanceTo(wanted: string, name: string): number {
  const parts = name.split(/[/.]/);
  return parts.length > 1 && parts.includes(wanted) ? 1 : editDistance(wanted, name);
}

/** ` (did you mean a, b or c?)`, or the empty string when nothing is near. */
export function suggestion(typed: string, known: readonly string[]): string {
  const names = nearestNames(typed, known);
  if (names.length === 0) return '';
  const last = names.at(-1) ?? '';
  return ` (did you mean ${names.length === 1 ? last : `${names.slice(0, -1).join(', ')} or ${last}`}?)`;
}
