import type { Bench } from './bench.ts';
import type { Exchange } from './exchange.ts';
import { userIdentifier } from './login-types.ts';

/** Tries to log in with a password, and gives whatever the answer is. */
export function attemptLogin({ client, edition }: Pick<Bench, 'client' | 'edition'>, user: string, password: string): Promise<Exchange> {
  return client.send('post-login', { body: { type: 'm.login.password', ...userIdentifier(edition, user), password } });
}
