import type { Report } from '../specs/schemas/report.ts';

/** What the program's exit codes say. */
export const exitCodes = { conformant: 0, violation: 1, usage: 2, incomplete: 3, unreachable: 4 } as const;

/** The exit code that a whole report comes to: a violation outweighs what could not be put to the test. */
export function exitCodeOf({ totals, problems }: Report): number {
  if (totals.failed > 0 || problems.length > 0) return exitCodes.violation;
  return totals.inconclusive + totals.broken > 0 ? exitCodes.incomplete : exitCodes.conformant;
}
