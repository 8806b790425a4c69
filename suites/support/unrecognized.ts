import type { Bench } from './bench.ts';
import type { Exchange } from './exchange.ts';
import { errcodeOf } from './exchange.ts';

/** Whether a homeserver says that it has no such endpoint, as one may since v1.15 that only has the OAuth 2.0 API. */
export function isUnrecognized({ isSince }: Pick<Bench, 'isSince'>, exchange: Exchange): boolean {
  return isSince('v1.15') && [404, 405].includes(exchange.status) && errcodeOf(exchange) === 'M_UNRECOGNIZED';
}
