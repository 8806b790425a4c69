import type { Level, RecordedExchange, Verdict } from '../../specs/schemas/report.ts';

/** A verdict before expectations are looked at. */
export type RawVerdict = Exclude<Verdict, 'expected'>;

/** What a breach of a rule is called, by its level: a MAY that is not taken up is lawfully absent. */
export const verdictOfBreach = { MUST: 'failed', SHOULD: 'warned', MAY: 'unsupported' } as const satisfies Record<Level, RawVerdict>;

/** What putting one rule to the test once has shown. Plain data: it crosses threads. Secrets are masked already. */
export interface Outcome {
  readonly rule: string;
  readonly verdict: RawVerdict;
  readonly message?: string;
  readonly expected?: string;
  readonly received?: string;
  readonly exchanges?: readonly RecordedExchange[];
  readonly milliseconds: number;
  /** What the watched rules (invariants and `api/…`) saw on the exchanges of this test. */
  readonly watched: readonly Watched[];
}

/** A watched rule's sightings within one test: how often it applied, and the first breach. */
export interface Watched {
  readonly rule: string;
  readonly seen: number;
  readonly breach?: {
    readonly message: string;
    readonly expected: string;
    readonly received: string;
    readonly exchange: RecordedExchange;
  };
}
