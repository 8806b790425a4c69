import { attemptLogin } from './attempted-login.ts';
import type { Account, Accounts } from './accounts.ts';
import type { Subject } from './authentication.ts';
import type { Client } from './client.ts';
import type { Supplies } from '../../fixtures/targets/target.ts';
import type { Edition } from '../../specs/reader/edition.ts';
import { localpartIn } from './exchange.ts';
import { NotApplicable } from './violation.ts';

/** Operations to authenticate, each with parameters of its own. */
export interface Subjects {
  /** A registration of a new username. */
  registration(parameters?: {
    readonly username?: string;
    readonly password?: string;
  }): Subject & { readonly username: string; readonly password: string };
  /** A change of an account's password, with its access token. */
  passwordChange(account: Account, newPassword?: string): Subject & { readonly newPassword: string };
  /** One of each that the server lets be authenticated: `registration`, `password change`. */
  all(): Promise<readonly { readonly name: string; readonly subject: Subject }[]>;
}

export interface SubjectsOptions {
  readonly client: Client;
  readonly accounts: Accounts;
  readonly edition: Edition;
  readonly supplies: Supplies;
  readonly offers: (capability: string) => boolean;
}

export function createSubjects({ client, accounts, edition, supplies, offers }: SubjectsOptions): Subjects {
  const logsIn = async (localpart: string, password: string): Promise<boolean> => {
    if (!offers('login.password'))
      throw new NotApplicable('nothing shows whether the call took effect: the server has no login by password');
    return (await attemptLogin({ client, edition }, localpart, password)).status === 200;
  };
  const registration: Subjects['registration'] = (given = {}) => {
    const username = given.username ?? accounts.username();
    const password = given.password ?? accounts.password();
    return {
      operation: 'post-register',
      username,
      password,
      parameters: { username, password },
      solving: { edition, supplies },
      // A homeserver may map the username onto another localpart.
      performed: (result) => logsIn((result === undefined ? undefined : localpartIn(result)) ?? username, password),
    };
  };
  const passwordChange: Subjects['passwordChange'] = (account, newPassword = accounts.password()) => ({
    operation: 'post-account-password',
    newPassword,
    parameters: { new_password: newPassword },
    token: account.token,
    solving: { edition, supplies, owner: account },
    performed: () => logsIn(account.localpart, newPassword),
  });
  return {
    registration,
    passwordChange,
    async all() {
      return [
        ...(offers('registration.solvable') ? [{ name: 'registration', subject: registration() }] : []),
        ...(offers('password-change') ? [{ name: 'password change', subject: passwordChange(await accounts.create()) }] : []),
      ];
    },
  };
}
