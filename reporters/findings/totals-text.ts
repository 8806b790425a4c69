import type { Unjudged } from '../../specs/checker/check-specs.ts';
import { visible } from '../visible-text.ts';
import type { FoundInSpecs } from './format.ts';
import { counted, findingLevels, totalsOf } from './format.ts';

/** `12 errors, 3 warnings`, or `no mistakes found`; where nothing could be checked, none is no news. */
export function findingsLine({ findings, nothing }: FoundInSpecs): string {
  const totals = totalsOf(findings);
  const parts = findingLevels.filter((level) => totals[level] > 0).map((level) => counted(totals[level], level));
  return parts.length > 0 ? parts.join(', ') : nothing === undefined ? 'no mistakes found' : `nothing to check: ${nothing}`;
}

/** `386 files, 235 operations, …`: what was looked at; what was not there is named too. */
export function checkedLine({ checked }: FoundInSpecs): string {
  return Object.entries(checked)
    .map(([what, count]) => (count === 1 ? `1 ${what.slice(0, -1)}` : `${count} ${what}`))
    .join(', ');
}

/** What is left out, in a phrase for each reason; empty when nothing is. */
export function hiddenPhrases({ hidden }: FoundInSpecs): readonly string[] {
  const reasons = [
    [hidden.inline, 'ignored by comments in the sources'],
    [hidden.option, 'ignored by --ignore'],
    [hidden.level, 'below the level that is asked for'],
    [hidden.baseline, 'known from the baseline'],
  ] as const;
  return reasons.filter(([count]) => count > 0).map(([count, reason]) => `${count} ${reason}`);
}

/** What could not be judged, by reason, the most frequent first. */
export function unjudgedByReason(unjudged: readonly Unjudged[]): readonly (readonly [reason: string, places: readonly Unjudged[]])[] {
  const reasons = new Map<string, Unjudged[]>();
  for (const each of unjudged) {
    const reason = visible(each.reason);
    const own = reasons.get(reason);
    if (own === undefined) reasons.set(reason, [each]);
    else own.push(each);
  }
  return [...reasons].toSorted(([, one], [, other]) => other.length - one.length);
}
