import { createHmac, randomBytes } from 'node:crypto';
import { request } from 'undici';
import type { GivenAccount, Supplies } from '../../fixtures/targets/target.ts';
import type { Edition } from '../../specs/reader/edition.ts';
import { attemptLogin } from './attempted-login.ts';
import { beginAuthentication } from './authentication.ts';
import type { Client } from './client.ts';
import { connections } from './connections.ts';
import { isObject, localpartIn, stringIn, summary } from './exchange.ts';
import { Inconclusive, NotApplicable } from './violation.ts';

interface Threepid {
  readonly medium: 'email' | 'msisdn';
  readonly address: string;
}

/** An account that a test may do with as it likes, unless `shared`. */
export interface Account {
  readonly userId: string;
  readonly localpart: string;
  /** The username that it was registered by, which a homeserver may have mapped. */
  readonly username: string;
  /** Whether it was made for this run, with nothing bound to it. */
  readonly isNew: boolean;
  readonly password: string;
  readonly token: string;
  readonly threepid?: Threepid;
}

/** Accounts made in whatever way the server allows. Every failure is `Inconclusive`: a setup's, not the server's. */
export interface Accounts {
  /** A new account of its own for the test, logged in. */
  create(): Promise<Account>;
  /** An account that tests share: they only read from it, whatever the server does. */
  shared(): Promise<Account>;
  /** A new account with an e-mail address bound to it. */
  createWithThreepid(): Promise<Account & { readonly threepid: Threepid }>;
  /** A username that no other test or run uses. */
  username(): string;
  /** A password that satisfies every policy that the standard recommends. */
  password(): string;
  /** Logs in anew; a token of its own. */
  logIn(account: { readonly localpart: string; readonly password: string }): Promise<string>;
}

/** Ways to come by an account, as probing found them. */
export type AccountSource = 'shared-secret' | 'registration' | 'given';

export interface AccountsOptions {
  readonly client: Client;
  readonly url: string;
  readonly edition: Edition;
  readonly supplies: Supplies;
  readonly source: () => AccountSource | undefined;
  readonly run: string;
  readonly signal: AbortSignal;
}

let counter = 0;

export function createAccounts(options: AccountsOptions): Accounts {
  const { client, supplies, edition } = options;
  const username = (): string => `mc${options.run}-${(counter++).toString(36)}${randomBytes(2).toString('hex')}`;
  const password = (): string => `Aa1!${randomBytes(9).toString('base64url')}`;

  const logIn = async (account: { readonly localpart: string; readonly password: string }): Promise<{ userId: string; token: string }> => {
    const exchange = await attemptLogin({ client, edition }, account.localpart, account.password);
    const [userId, token] = [stringIn(exchange, 'user_id'), stringIn(exchange, 'access_token')];
    if (exchange.status !== 200 || userId === undefined || token === undefined) {
      throw new Inconclusive(`setup: could not log in as ${account.localpart}: ${summary(exchange)}`);
    }
    return { userId, token };
  };

  const bySharedSecret = async (secret: string, admin: boolean): Promise<Account> => {
    const made = { localpart: username(), password: password() };
    const path = '/_synapse/admin/v1/register';
    const nonce = stringOf(await adminCall(options, 'GET', path), 'nonce', path);
    const mac = createHmac('sha1', secret)
      .update([nonce, made.localpart, made.password, admin ? 'admin' : 'notadmin'].join('\0'))
      .digest('hex');
    const answer = await adminCall(options, 'POST', path, { nonce, username: made.localpart, password: made.password, admin, mac });
    return {
      ...made,
      username: made.localpart,
      isNew: true,
      userId: stringOf(answer, 'user_id', path),
      token: stringOf(answer, 'access_token', path),
    };
  };

  const byRegistration = async (): Promise<Account> => {
    const made = { localpart: username(), password: password() };
    const authentication = await beginAuthentication(client, {
      operation: 'post-register',
      parameters: { username: made.localpart, password: made.password },
      solving: { edition, supplies },
      performed: async () => false,
    });
    const flow = authentication.solvable[0];
    if (flow === undefined) throw new Inconclusive('setup: no registration flow that the suites can complete');
    const exchange = await authentication.walk(flow);
    const [userId, token] = [stringIn(exchange, 'user_id'), stringIn(exchange, 'access_token')];
    if (exchange.status !== 200 || userId === undefined || token === undefined) {
      throw new Inconclusive(`setup: registration did not go through: ${summary(exchange)}`);
    }
    const localpart = localpartIn(exchange) ?? made.localpart;
    return { username: made.localpart, password: made.password, isNew: true, localpart, userId, token };
  };

  const given = async (account: GivenAccount | undefined): Promise<Account> => {
    if (account === undefined)
      throw new Inconclusive('setup: the target file gives no account that is free for this rule; list more under `accounts`');
    const localpart = account.user.replace(/^@/, '').split(':')[0] ?? account.user;
    const loggedIn = await logIn({ localpart, password: account.password });
    return { localpart, username: localpart, isNew: false, password: account.password, ...loggedIn };
  };

  const create = async (): Promise<Account> => {
    switch (options.source()) {
      case 'shared-secret':
        return bySharedSecret(supplies.sharedSecret ?? '', false);
      case 'registration':
        return byRegistration();
      case 'given':
        return given(takeGiven(supplies, (account) => (account.threepids ?? []).length === 0));
      case undefined:
        throw new NotApplicable(
          'this server lets the suites have no account: registration is not open to them, and the target gives neither accounts nor a shared secret',
        );
    }
  };

  return {
    username,
    password,
    logIn: async (account) => (await logIn(account)).token,
    create,
    shared: () => keptFor(sharedAccounts, `${options.url} ${options.run}`, create),
    async createWithThreepid() {
      const secret = supplies.sharedSecret;
      if (secret === undefined) {
        const account = takeGiven(supplies, ({ threepids }) => (threepids ?? []).some(isEmail));
        const threepid = account?.threepids?.find(isEmail);
        if (threepid === undefined)
          throw new NotApplicable(
            'the target gives neither a shared secret nor an account with a third-party identifier that is free for this rule',
          );
        return { ...(await given(account)), threepid };
      }
      const [account, administrator] = await Promise.all([
        bySharedSecret(secret, false),
        keptFor(administrators, `${options.url} ${options.run}`, () => bySharedSecret(secret, true)),
      ]);
      const threepid: Threepid = { medium: 'email', address: `${account.localpart}@example.org` };
      const path = `/_synapse/admin/v2/users/${encodeURIComponent(account.userId)}`;
      await adminCall(options, 'PUT', path, { threepids: [threepid] }, administrator.token);
      return { ...account, threepid };
    },
  };
}

/** Administrators, and accounts that tests share, by server and run. Nothing that a rule does touches them. */
const administrators = new Map<string, Promise<Account>>();
const sharedAccounts = new Map<string, Promise<Account>>();

function keptFor(kept: Map<string, Promise<Account>>, key: string, make: () => Promise<Account>): Promise<Account> {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = make();
  kept.set(key, made);
  made.catch(() => kept.delete(key));
  return made;
}

const isEmail = ({ medium }: Threepid): boolean => medium === 'email';

/** Accounts given in a file are handed out once each: a rule may change their passwords. */
const taken = new Set<GivenAccount>();

function takeGiven(supplies: Supplies, fits: (account: GivenAccount) => boolean): GivenAccount | undefined {
  const account = supplies.accounts?.find((candidate) => fits(candidate) && !taken.has(candidate));
  if (account !== undefined) taken.add(account);
  return account;
}

async function adminCall(
  options: AccountsOptions,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: unknown,
  token?: string,
): Promise<unknown> {
  try {
    const response = await request(options.url + path, {
      method,
      headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: options.signal,
      dispatcher: connections(),
    });
    const text = await response.body.text();
    if (response.statusCode >= 300) throw new Error(`${response.statusCode} ${text.slice(0, 200)}`);
    return JSON.parse(text);
  } catch (cause) {
    throw new Inconclusive(`setup: ${method} ${path} failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

function stringOf(answer: unknown, key: string, path: string): string {
  const value = isObject(answer) ? answer[key] : undefined;
  if (typeof value !== 'string') throw new Inconclusive(`setup: ${path} answered without ${key}`);
  return value;
}
