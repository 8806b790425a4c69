import type { Edit, Fix } from './finding.ts';

/** A text with the fixes that could be made at once. */
export interface Fixed {
  readonly text: string;
  /** How many fixes have been made. */
  readonly made: number;
  /** How many were left for another look, as they change what another one changes. */
  readonly left: number;
}

/** Makes fixes in a text. A fix is made whole or not at all; the same fix given twice is made once. */
export function applyFixes(text: string, fixes: readonly Fix[]): Fixed {
  const accepted: Edit[] = [];
  const known = new Set<string>();
  let made = 0;
  let left = 0;
  for (const { edits } of fixes.toSorted(byFirstEdit)) {
    const identity = JSON.stringify(edits.map(({ start, end, text }) => [start, end, text]));
    if (edits.length === 0 || known.has(identity)) continue;
    known.add(identity);
    if (edits.every((edit, index) => isWithin(edit, text) && !collides(edit, [...accepted, ...edits.slice(0, index)]))) {
      accepted.push(...edits);
      made += 1;
    } else left += 1;
  }
  return { text: edited(text, accepted), made, left };
}

function byFirstEdit(one: Fix, other: Fix): number {
  return (one.edits[0]?.start ?? 0) - (other.edits[0]?.start ?? 0);
}

function isWithin({ start, end }: Edit, text: string): boolean {
  return start >= 0 && start <= end && end <= text.length;
}

/** Two insertions at one place collide too: their order would be a guess. */
function collides(edit: Edit, others: readonly Edit[]): boolean {
  return others.some(({ start, end }) => (edit.start < end && start < edit.end) || edit.start === start);
}

function edited(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text: replacement } of edits.toSorted((one, other) => one.start - other.start || one.end - other.end)) {
    result += text.slice(at, start) + replacement;
    at = end;
  }
  return result + text.slice(at);
}
