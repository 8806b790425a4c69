import type { RuleReport } from '../specs/schemas/report.ts';

/** An early end of a run: the user's doing, or a mistake of this program. */
export type Ended = { readonly by: 'user' } | { readonly by: 'mistake'; readonly message: string };

/** A rule's verdict with all that shows it, before expectations are looked at. */
export type Finding = Pick<RuleReport, 'verdict'> &
  Partial<Pick<RuleReport, 'message' | 'expected' | 'received' | 'exchanges'>> & {
    readonly milliseconds: number;
    /** Rules to put to the test to see this again. */
    readonly shownBy?: readonly string[];
  };

/** What is said of a rule that an early end has kept from being judged. */
export function notReached(ended: Ended | undefined): Finding | undefined {
  if (ended === undefined) return undefined;
  return ended.by === 'user'
    ? { verdict: 'inconclusive', message: 'the run was stopped', milliseconds: 0 }
    : { verdict: 'broken', message: ended.message, milliseconds: 0 };
}
