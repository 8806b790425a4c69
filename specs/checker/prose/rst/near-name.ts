import { editDistance } from '../../../edit-distance.ts';

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
