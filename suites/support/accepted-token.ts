import type { Bench } from './bench.ts';
import { expectThat } from './matchers.ts';
import { stringIn, summary } from './exchange.ts';

/**
 * Claims that an access token is accepted: it tells its user since r0.3, that of a guest since v1.2; before, any guarded operation may
 * answer as it likes but with 401. Gives the user that it tells.
 */
export async function expectAccepted(
  { client, isSince }: Bench,
  about: string,
  token: string,
  owner: 'user' | 'guest' = 'user',
): Promise<string | undefined> {
  const exchange = await client.send(isSince('r0.3') ? 'get-account-whoami' : 'get-account-3pid', { token });
  const tells = isSince(owner === 'guest' ? 'v1.2' : 'r0.3');
  expectThat(tells ? exchange.status === 200 : exchange.status !== 401 && exchange.status < 500, {
    message: `${about} is not accepted`,
    expected: tells ? 'status 200' : 'any answer but 401',
    received: summary(exchange),
    exchange,
  });
  return tells ? stringIn(exchange, 'user_id') : undefined;
}
