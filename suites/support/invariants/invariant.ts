import type { Exchange } from '../exchange.ts';

/** What an invariant says about one exchange: that it does not apply, that it held, or how it was broken. */
export type Sighting = 'not applicable' | 'held' | { readonly message: string; readonly expected: string; readonly received: string };

/** A written rule that is watched on every exchange of every test. */
export interface Invariant {
  readonly rule: string;
  /** Looks at one exchange; `exchange.trace` holds what came before it in the same authentication. */
  check(exchange: Exchange): Sighting;
}
