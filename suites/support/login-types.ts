import type { Edition } from '../../specs/reader/edition.ts';
import { isPartOf } from '../../specs/reader/edition.ts';
import type { Supplies } from '../../fixtures/targets/target.ts';
import type { JsonObject } from './exchange.ts';
import { OwnMistake } from './violation.ts';

/** What stages are solved with. */
export interface Solving {
  readonly edition: Edition;
  readonly supplies: Supplies;
  /** Whose password answers `m.login.password`; nobody's while an account is being registered. */
  readonly owner?: { readonly localpart: string; readonly password: string };
}

/** How the suites complete one login type. */
interface LoginType {
  /** The keys of `auth` besides `type` and `session`; undefined when it can't be solved with what there is. */
  solve(solving: Solving): JsonObject | undefined;
  /** Keys that make the attempt fail; absent when the stage cannot fail. */
  fail?(solving: Solving): JsonObject | undefined;
}

/** The login types that the suites can complete without anybody's help. Adding one is an entry here. */
const loginTypes: Readonly<Record<string, LoginType>> = {
  'm.login.dummy': { solve: () => ({}) },
  'm.login.terms': { solve: () => ({}) },
  'm.login.password': {
    solve: ({ owner, edition }) =>
      owner === undefined ? undefined : { ...userIdentifier(edition, owner.localpart), password: owner.password },
    fail: ({ owner, edition }) =>
      owner === undefined ? undefined : { ...userIdentifier(edition, owner.localpart), password: `not-${owner.password}` },
  },
  'm.login.registration_token': {
    solve: ({ supplies }) => (supplies.registrationTokens?.[0] === undefined ? undefined : { token: supplies.registrationTokens[0] }),
    fail: () => ({ token: 'no-such-token' }),
  },
};

/** Login types of the mock homeserver's own, which take nothing but `type` and `session`. */
const ownPrefix = 'org.matrix-conformance.';

function loginType(name: string): LoginType | undefined {
  if (Object.hasOwn(loginTypes, name)) return loginTypes[name];
  return name.startsWith(ownPrefix) ? { solve: () => ({}) } : undefined;
}

export function canSolve(name: string, solving: Solving): boolean {
  return loginType(name)?.solve(solving) !== undefined;
}

/** The keys of `auth` that complete a stage. */
export function solve(name: string, solving: Solving): JsonObject {
  const keys = loginType(name)?.solve(solving);
  if (keys === undefined) throw new OwnMistake(`the suites cannot complete ${name}; ask canSolve first`);
  return keys;
}

/** Keys of `auth` that make an attempt at a stage fail, for stages that can. */
export function failing(name: string, solving: Solving): JsonObject | undefined {
  return loginType(name)?.fail?.(solving);
}

/** Passwords close to the right one, any of which is wrong: all of it compared, in its case, to its end. */
export function mistyped(password: string): readonly string[] {
  const others = [`not-${password}`, password.toLowerCase(), password.slice(0, -1), `${password}0`];
  return others.filter((each) => each !== password && each !== '');
}

/** How `m.login.password` names a user: `identifier` since r0.4, `user` before. */
export function userIdentifier(edition: Edition, user: string): JsonObject {
  return isPartOf(edition, { since: 'r0.4' }) ? { identifier: { type: 'm.id.user', user } } : { user };
}

/** How `m.login.password` names the owner of a third-party identifier (3PID): `identifier` since r0.4, top-level keys before. */
export function threepidIdentifier(edition: Edition, threepid: { readonly medium: string; readonly address: string }): JsonObject {
  const { medium, address } = threepid;
  return isPartOf(edition, { since: 'r0.4' }) ? { identifier: { type: 'm.id.thirdparty', medium, address } } : { medium, address };
}
