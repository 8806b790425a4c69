import type { FindingPlace } from './finding.ts';

/** Orders places by file, then by where they stand in it. */
export function byPlace(one: FindingPlace, other: FindingPlace): number {
  if (one.source.path !== other.source.path) return one.source.path < other.source.path ? -1 : 1;
  return one.line - other.line || one.column - other.column;
}
