import { editDistance } from '../specs/edit-distance.ts';

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
