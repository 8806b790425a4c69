import type { Supplies } from '../../fixtures/targets/target.ts';
import type { Edition } from '../../specs/reader/edition.ts';
import type { Capability } from '../../specs/schemas/report.ts';

/** What every test of a run shares: the server, the edition, and what the server offers. Plain data: it crosses threads. */
export interface Session {
  /** Base URL without a trailing slash. */
  readonly url: string;
  readonly edition: Edition;
  readonly supplies: Supplies;
  readonly capabilities: Readonly<Record<string, Capability>>;
  /** Milliseconds that one rule may take. */
  readonly timeout: number;
  /** Distinguishes this run's user names from those of others. */
  readonly run: string;
  /** Rule ids that the user selected; rules outside are not put to the test. */
  readonly selected: readonly string[];
  /** Software name and version as the server gives them, if it does. */
  readonly software?: string;
}
