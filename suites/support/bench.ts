import { setMaxListeners } from 'node:events';
import type { Catalogue } from '../../specs/reader/catalogue.ts';
import type { Edition } from '../../specs/reader/edition.ts';
import { isPartOf } from '../../specs/reader/edition.ts';
import type { Supplies } from '../../fixtures/targets/target.ts';
import type { Accounts, AccountSource } from './accounts.ts';
import { createAccounts } from './accounts.ts';
import type { Authentication, Subject } from './authentication.ts';
import { beginAuthentication, openAuthentication } from './authentication.ts';
import type { Client } from './client.ts';
import { createClient, pause } from './client.ts';
import type { Exchange } from './exchange.ts';
import type { Session } from './session.ts';
import type { Subjects } from './subjects.ts';
import { createSubjects } from './subjects.ts';

/** What a rule's body is given: a client in the edition of the run, accounts, and operations to authenticate. */
export interface Bench {
  readonly edition: Edition;
  /** Whether the edition of the run is `since` or newer. */
  readonly isSince: (since: Edition) => boolean;
  readonly catalogue: Catalogue;
  readonly client: Client;
  readonly accounts: Accounts;
  readonly subjects: Subjects;
  readonly supplies: Supplies;
  readonly offers: (capability: string) => boolean;
  /** Begins a User-Interactive Authentication: the request without `auth`, then the session. */
  readonly begin: (subject: Subject) => Promise<Authentication>;
  /** Does so if the answer to the request without `auth` asks for it; gives that answer if not. */
  readonly open: (subject: Subject) => Promise<Authentication | Exchange>;
  readonly pause: (milliseconds: number) => Promise<void>;
}

export interface BenchOptions {
  readonly session: Session;
  readonly catalogue: Catalogue;
  readonly signal: AbortSignal;
  readonly onExchange?: (exchange: Exchange) => void;
}

/** The bench of one test. What the test leaves behind are accounts with names of their own. */
export function createBench(options: BenchOptions): Bench {
  const { session, catalogue, signal, onExchange } = options;
  const { edition, supplies } = session;
  // One listener for each request under way: a burst has many, and no leak.
  setMaxListeners(0, signal);
  const client = createClient({ url: session.url, catalogue, signal, ...(onExchange === undefined ? {} : { onExchange }) });
  const offers = (capability: string): boolean => session.capabilities[capability]?.present === true;
  const accounts = createAccounts({
    client,
    url: session.url,
    edition,
    supplies,
    source: () => sourceOf(session),
    run: session.run,
    signal,
  });
  return {
    edition,
    isSince: (since) => isPartOf(edition, { since }),
    catalogue,
    client,
    accounts,
    subjects: createSubjects({ client, accounts, edition, supplies, offers }),
    supplies,
    offers,
    begin: (subject) => beginAuthentication(client, subject),
    open: (subject) => openAuthentication(client, subject),
    pause: (milliseconds) => pause(milliseconds, signal),
  };
}

function sourceOf({ supplies, capabilities }: Session): AccountSource | undefined {
  if (supplies.sharedSecret !== undefined) return 'shared-secret';
  if (capabilities['registration.solvable']?.present === true) return 'registration';
  return supplies.accounts === undefined ? undefined : 'given';
}
