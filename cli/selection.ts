import picomatch from 'picomatch';
import type { Catalogue, Rule } from '../specs/reader/catalogue.ts';
import type { Level } from '../specs/schemas/report.ts';
import { suggestion } from './nearest.ts';
import { UsageError } from './usage-error.ts';

/** Which rules the user asks for. */
export interface Wanted {
  /** Globs over rule ids; none means every rule. */
  readonly rules: readonly string[];
  /** The weakest level that is asked for. */
  readonly level: Level;
}

/** The rules of an edition that a run judges, and those that it puts to the test for that. */
export interface Selection {
  readonly chosen: readonly string[];
  readonly tested: readonly string[];
}

/** Levels from the weakest demand to the strongest. */
export const levels: readonly Level[] = ['MAY', 'SHOULD', 'MUST'];

/** Whether a rule has no test of its own and is judged on the exchanges of all the others. */
export function isWatched(rule: Rule): boolean {
  return rule.kind === 'derived' || rule.watched;
}

/** @throws UsageError when a glob matches no rule of any edition. */
export function checkGlobs(globs: readonly string[], known: readonly string[]): void {
  for (const glob of globs) {
    const isMatch = picomatch(glob);
    if (!known.some((id) => isMatch(id))) {
      throw new UsageError(`--rule ${glob}: no rule has such an id${suggestion(glob, known)}; 'list' shows them all`);
    }
  }
}

/** @throws UsageError when nothing is left of the edition. */
export function select(catalogue: Catalogue, wanted: Wanted): Selection {
  const matches = wanted.rules.length === 0 ? () => true : picomatch([...wanted.rules]);
  const chosen = catalogue.rules.filter((rule) => matches(rule.id) && levels.indexOf(rule.level) >= levels.indexOf(wanted.level));
  if (chosen.length === 0) {
    throw new UsageError(`nothing selected: no rule of ${catalogue.edition} is ${described(wanted)}`);
  }
  const ids = chosen.map(({ id }) => id);
  // Watched rules live on the traffic of the others: alone, they need all of it.
  const traffic = chosen.every(isWatched) ? catalogue.rules.filter((rule) => !isWatched(rule)).map(({ id }) => id) : [];
  return { chosen: ids, tested: [...ids, ...traffic] };
}

function described({ rules, level }: Wanted): string {
  const named = rules.length === 0 ? [] : [`named ${rules.join(' or ')}`];
  return [...named, `of level ${level} or above`].join(' and ');
}
