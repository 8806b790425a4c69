/** The known name that a misspelt one is nearest to: one mistake off, two in a name of eight characters or more; undefined when none or several are. */
export function nearName(wrong: string, known: Iterable<string>): string | undefined {
  const most = wrong.length >= 8 ? 2 : wrong.length >= 3 ? 1 : 0;
  let best: { readonly names: Set<string>; readonly distance: number } = { names: new Set(), distance: most };
  for (const name of known) {
    if (Math.abs(name.length - wrong.length) > best.distance || name === wrong) continue;
    const distance = editDistance(wrong, name);
    if (distance < best.distance) best = { names: new Set([name]), distance };
    else if (distance === best.distance) best.names.add(name);
  }
  const [only, ...others] = best.names;
  return others.length === 0 ? only : undefined;
}

/** Insertions, removals, replacements and swaps of neighbours that turn one text into the other. */
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
    [beforeLast, last] = [last, current];
  }
  return last[to.length] ?? 0;
}
