import type { Bench } from './bench.ts';
import { expectThat } from './matchers.ts';
import { summary } from './exchange.ts';

/** Claims that an access token is accepted: it tells its user since r0.3; before, any guarded operation may answer as it likes but with 401. */
export async function expectAccepted({ client, isSince }: Bench, about: string, token: string): Promise<void> {
  const exchange = await client.send(isSince('r0.3') ? 'get-account-whoami' : 'get-account-3pid', { token });
  const accepted = isSince('r0.3') ? exchange.status === 200 : exchange.status !== 401 && exchange.status < 500;
  expectThat(accepted, {
    message: `${about} is not accepted`,
    expected: isSince('r0.3') ? 'status 200' : 'any answer but 401',
    received: summary(exchange),
    exchange,
  });
}
