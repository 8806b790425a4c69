import type { Exchange } from './exchange.ts';

/** The server does not do what a rule's sentence says. */
export class Violation extends Error {
  override readonly name = 'Violation';
  readonly expected: string;
  readonly received: string;
  /** The exchange that shows it; the last of the test unless given. */
  readonly exchange: Exchange | undefined;

  constructor(about: { message: string; expected: string; received: string; exchange?: Exchange }) {
    super(about.message);
    this.expected = about.expected;
    this.received = about.received;
    this.exchange = about.exchange;
  }
}

/** A rule could not be put to the test: its setup failed, or no answer came in time. */
export class Inconclusive extends Error {
  override readonly name = 'Inconclusive';
}

/** A rule does not apply to this server, lawfully; the message says what shows it. */
export class NotApplicable extends Error {
  override readonly name = 'NotApplicable';
}

/** A request of this suite breaks the request schema of its operation: a mistake of ours, never the server's failure. */
export class OwnMistake extends Error {
  override readonly name = 'OwnMistake';
}
