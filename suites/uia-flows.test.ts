import { challengeOf } from './support/challenge.ts';
import { sameFlows } from './support/authentication.ts';
import { errcodeOf, summary } from './support/exchange.ts';
import { expectChallenge, expectRefused, expectThat } from './support/matchers.ts';
import { rule } from './support/rule.ts';
import { NotApplicable } from './support/violation.ts';
import { varietyOf } from './support/variety.ts';

rule('uia-flows/no-auth-is-challenged', async ({ client, subjects }) => {
  for (const { name, subject } of await subjects.all()) {
    const exchange = await client.send(subject.operation, {
      body: subject.parameters,
      token: subject.token,
    });
    expectChallenge(`a ${name} without \`auth\``, exchange);
    expectThat(!(await subject.performed()), {
      message: `a ${name} without \`auth\` took effect`,
      expected: 'no effect',
      received: 'the effect of the whole call',
      exchange,
    });
  }
});

rule('uia-flows/empty-auth-is-challenged', async ({ client, subjects }) => {
  for (const { name, subject } of await subjects.all()) {
    const exchange = await client.send(subject.operation, {
      body: { ...subject.parameters, auth: {} },
      wrong: 'an empty auth is what the rule is about',
      token: subject.token,
    });
    expectRefused(`a ${name} with an empty \`auth\``, exchange);
  }
});

rule('uia-flows/completed-starts-empty', async ({ begin, subjects }) => {
  for (const { name, subject } of await subjects.all()) {
    const { first, opening } = await begin(subject);
    expectThat((first.completed ?? []).length === 0, {
      message: `a ${name} starts with completed stages`,
      expected: 'no `completed`, or an empty one',
      received: JSON.stringify(first.completed),
      exchange: opening,
    });
  }
});

rule('uia-flows/dummy-alone-is-challenged', async ({ client, subjects }) => {
  const subject = subjects.registration();
  const exchange = await client.send('post-register', { body: subject.parameters });
  expectChallenge('a registration for which m.login.dummy is enough', exchange);
  expectThat(!(await subject.performed()), {
    message: 'the account was made without m.login.dummy',
    expected: 'no account',
    received: 'an account that can log in',
    exchange,
  });
});

rule('uia-flows/may-depend-on-the-token', async ({ accounts, client, subjects }) => {
  const subject = subjects.passwordChange(await accounts.create());
  const withToken = await client.send('post-account-password', {
    body: subject.parameters,
    token: subject.token,
  });
  const without = await client.send('post-account-password', { body: subject.parameters });
  const [offered, offeredWithout] = [challengeOf(withToken), challengeOf(without)];
  expectThat(offered !== undefined && offeredWithout !== undefined && !sameFlows(offered.flows, offeredWithout.flows), {
    message: 'the flows do not depend on the access token',
    expected: 'other flows with an access token than without',
    received: `${JSON.stringify(offered?.flows ?? summary(withToken))} with, ${JSON.stringify(offeredWithout?.flows ?? summary(without))} without`,
    exchange: without,
  });
});

rule('uia-flows/sessions-differ', async ({ begin, subjects }) => {
  for (const { name, subject } of await subjects.all()) {
    const [one, other] = [await begin(subject), await begin(subject)];
    if (one.session === undefined) throw new NotApplicable(`the 401 of a ${name} gives no session`);
    expectThat(one.session !== other.session, {
      message: `two ${name}s that were begun separately share a session`,
      expected: 'two sessions',
      received: `session ${one.session} twice`,
      exchange: other.opening,
    });
  }
});

/** Sessions looked at, and the bits of variety that they must show among them. */
const sample = 20;
const bits = 40;

rule('uia-flows/sessions-are-not-guessable', async ({ client, subjects }) => {
  const [first] = await subjects.all();
  if (first === undefined) throw new NotApplicable('no operation can be authenticated');
  const { operation, token, parameters } = first.subject;
  const sessions: string[] = [];
  for (let begun = 0; begun < sample; begun += 1) {
    // Registrations are begun for a name each: of one name there may be a limit.
    const body = operation === 'post-register' ? subjects.registration().parameters : parameters;
    const exchange = await client.send(operation, { body, token });
    const session = challengeOf(exchange)?.session;
    if (session === undefined)
      throw new NotApplicable(`a request without auth was answered without a session (${exchange.status} ${errcodeOf(exchange) ?? ''})`);
    sessions.push(session);
  }
  const variety = varietyOf(sessions);
  expectThat(new Set(sessions).size === sample && variety >= bits, {
    message: 'sessions can be guessed',
    expected: `${sample} different sessions which differ from each other in ${bits} bits or more`,
    received: `${new Set(sessions).size} different ones; their characters vary by ${Math.round(variety)} bits at most`,
  });
});
