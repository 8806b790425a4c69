import { flowOf } from './support/authentication.ts';
import type { Bench } from './support/bench.ts';
import { expectAccepted } from './support/accepted-token.ts';
import { guestParameters } from './support/going-through.ts';
import { isChallenge } from './support/challenge.ts';
import type { Exchange } from './support/exchange.ts';
import { objectOf, stringIn, summary } from './support/exchange.ts';
import { expectChallenge, expectError, expectString, expectSuccess, expectThat } from './support/matchers.ts';
import { rule } from './support/rule.ts';
import { NotApplicable } from './support/violation.ts';

/** Registers a new username, and claims that it goes through. */
async function registered(
  { begin, subjects }: Bench,
  parameters: { username?: string } = {},
): Promise<{ exchange: Exchange; username: string; password: string }> {
  const subject = subjects.registration(parameters);
  const authentication = await begin(subject);
  const exchange = await authentication.walk(flowOf(authentication, 1));
  expectSuccess('a registration with every stage completed', exchange);
  return { exchange, username: subject.username, password: subject.password };
}

/** Sends the request without `auth`, and completes a flow if that is asked for. */
async function goThrough({ open, subjects }: Bench, username: string): Promise<Exchange> {
  const opened = await open(subjects.registration({ username }));
  return 'first' in opened ? opened.walk(flowOf(opened, 1)) : opened;
}

/**
 * The grammar of user IDs that a homeserver may give: https://spec.matrix.org/v1.18/appendices/#user-identifiers. Before r0.5
 * nothing was said of the localpart.
 */
function isUserId({ isSince }: Bench, userId: string): boolean {
  const grammar = isSince('r0.5') ? /^@[a-z0-9._=/+-]+:(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(:\d+)?$/ : /^@[^:]+:.+$/;
  return grammar.test(userId) && Buffer.byteLength(userId) <= 255;
}

function serverNameOf(userId: string): string {
  return userId.slice(userId.indexOf(':') + 1);
}

rule('register/requires-authentication', async ({ client, subjects }) => {
  for (const query of [{}, { kind: 'user' }]) {
    const subject = subjects.registration();
    const exchange = await client.send('post-register', { body: subject.parameters, query });
    expectChallenge('a registration without `auth`', exchange);
    expectThat(!(await subject.performed()), {
      message: 'a registration without `auth` made the account',
      expected: 'no account',
      received: 'an account that can log in',
      exchange,
    });
  }
});

rule('register/kind-defaults-to-user', async ({ begin, client, subjects }) => {
  const subject = subjects.registration();
  const authentication = await begin(subject);
  const exchange = await authentication.walk(flowOf(authentication, 1));
  expectSuccess('a registration without `kind`', exchange);
  expectThat(await subject.performed(exchange), {
    message: 'an account registered without `kind` is no ordinary one: its password does not log in',
    expected: 'an account of kind `user`',
    received: summary(exchange),
    exchange,
  });
  const explicit = subjects.registration();
  const opening = await client.send('post-register', { body: explicit.parameters, query: { kind: 'user' } });
  expectChallenge('a registration with `kind=user`', opening);
});

rule('register/unknown-kind-is-refused', async ({ client, subjects }) => {
  const subject = subjects.registration();
  const exchange = await client.send('post-register', {
    body: subject.parameters,
    query: { kind: 'robot' },
    wrong: 'the kind is what the rule is about',
  });
  expectError('a registration with a `kind` that is neither `user` nor `guest`', exchange);
});

rule('register/guest-gets-an-account', async (bench) => {
  const { begin, client, edition, supplies } = bench;
  const guest = { query: { kind: 'guest' }, parameters: guestParameters(bench) };
  let exchange = await client.send('post-register', { query: guest.query, body: guest.parameters });
  if (isChallenge(exchange)) {
    // Older editions leave it open whether guests authenticate.
    const authentication = await begin({
      ...guest,
      operation: 'post-register',
      solving: { edition, supplies },
      performed: async () => false,
    });
    exchange = await authentication.walk(flowOf(authentication, 1));
  }
  expectSuccess("a guest's registration", exchange);
  expectString("a guest's registration", exchange, 'user_id');
  const token = expectString("a guest's registration", exchange, 'access_token');
  await expectAccepted(bench, "a guest's access token", token, 'guest');
});

rule('register/refused-guest-is-forbidden', async (bench) => {
  const exchange = await bench.client.send('post-register', { query: { kind: 'guest' }, body: guestParameters(bench) });
  expectError("a guest's registration on a server without guests", exchange, { status: 403 });
});

rule('register/makes-a-username', async (bench) => {
  const { accounts, begin, edition, supplies } = bench;
  const authentication = await begin({
    operation: 'post-register',
    parameters: { password: accounts.password() },
    solving: { edition, supplies },
    performed: async () => false,
  });
  const exchange = await authentication.walk(flowOf(authentication, 1));
  expectSuccess('a registration without `username`', exchange);
  const userId = expectString('a registration without `username`', exchange, 'user_id');
  expectThat(isUserId(bench, userId), {
    message: 'the user ID that the server made is none',
    expected: '@localpart:server',
    received: userId,
    exchange,
  });
  const token = expectString('a registration without `username`', exchange, 'access_token');
  await expectAccepted(bench, 'the access token of that registration', token);
});

rule('register/taken-username-is-m-user-in-use', async ({ accounts, client, subjects }) => {
  const { username } = await accounts.shared();
  const exchange = await client.send('post-register', { body: subjects.registration({ username }).parameters });
  expectError('a registration of a taken username, before authentication,', exchange, { status: 400, errcode: 'M_USER_IN_USE' });
});

/** Usernames that no user ID can have as they are. */
const invalidUsernames: readonly ((username: string) => string)[] = [
  (username) => `${username} space`,
  (username) => `${username}-ü`,
  (username) => `${username}:colon`,
  (username) => `@${username}`,
  (username) => `${username}-☃`,
  (username) => `${username}!`,
];

rule('register/invalid-username-is-refused-or-mapped', async (bench) => {
  for (const made of invalidUsernames) {
    const username = made(bench.accounts.username());
    const last = await goThrough(bench, username);
    if (last.status === 200) {
      const userId = expectString('a registration that maps the username', last, 'user_id');
      expectThat(isUserId(bench, userId), {
        message: `the username ${JSON.stringify(username)} became a user ID outside the grammar`,
        expected: 'a valid user ID, or 400 M_INVALID_USERNAME',
        received: userId,
        exchange: last,
      });
    } else {
      expectError(`a registration of the username ${JSON.stringify(username)}`, last, { status: 400, errcode: 'M_INVALID_USERNAME' });
    }
  }
});

rule('register/exclusive-username-is-m-exclusive', async (bench) => {
  const { supplies, client, subjects } = bench;
  const exchange = await client.send('post-register', {
    body: subjects.registration({ username: supplies.exclusiveUsername ?? '' }).parameters,
  });
  expectError("a registration in an application service's exclusive namespace, before authentication,", exchange, {
    status: 400,
    errcode: 'M_EXCLUSIVE',
  });
});

rule('register/username-taken-mid-flow-has-one-winner', async ({ begin, subjects }) => {
  const mine = subjects.registration();
  const theirs = subjects.registration({ username: mine.username });
  const [one, other] = [await begin(mine), await begin(theirs)];
  const first = await one.walk(flowOf(one, 1));
  expectSuccess('the first of two registrations of one username to be completed', first);
  const second = await other.walk(flowOf(other, 1));
  expectError('the second of two registrations of one username to be completed', second, { status: 400, errcode: 'M_USER_IN_USE' });
  expectThat((await mine.performed(first)) && !(await theirs.performed(first)), {
    message: 'the account belongs to the wrong one of two registrations',
    expected: 'the password of the first',
    received: 'the first cannot log in, or the second can',
    exchange: second,
  });
});

rule('register/user-id-is-on-this-server', async (bench) => {
  const [one, other] = [await registered(bench), await registered(bench)];
  const { userId: known } = await bench.accounts.shared();
  const ids = [one, other].map(({ exchange }) => expectString('a registration', exchange, 'user_id'));
  expectThat(ids.every((id) => isUserId(bench, id) && serverNameOf(id) === serverNameOf(known)) && new Set(ids).size === 2, {
    message: 'the user IDs of two accounts are not two of one server',
    expected: 'two different @localpart:server of one server',
    received: ids.join(', '),
    exchange: other.exchange,
  });
});

rule('register/user-id-follows-username', async (bench) => {
  const { exchange, username } = await registered(bench);
  const userId = expectString('a registration', exchange, 'user_id');
  expectThat(userId.includes(username), {
    message: 'the user ID has nothing of the username',
    expected: `a user ID with ${username} in it`,
    received: userId,
    exchange,
  });
});

rule('register/access-token-works', async (bench) => {
  const { exchange } = await registered(bench);
  const token = expectString('a registration', exchange, 'access_token');
  await expectAccepted(bench, 'the access token of a registration', token);
});

rule('register/device-id-is-given', async (bench) => {
  const { exchange } = await registered(bench);
  expectString('a registration', exchange, 'device_id');
});

rule('register/home-server-is-the-user-ids', async (bench) => {
  const { exchange } = await registered(bench);
  const homeServer = objectOf(exchange)?.['home_server'];
  if (homeServer === undefined) throw new NotApplicable('the result has no `home_server`, which is optional');
  const userId = stringIn(exchange, 'user_id') ?? '';
  expectThat(homeServer === serverNameOf(userId), {
    message: '`home_server` is not the server of the user ID',
    expected: serverNameOf(userId),
    received: JSON.stringify(homeServer),
    exchange,
  });
});
