import type { Authentication } from './support/authentication.ts';
import { completedIn, flowOf } from './support/authentication.ts';
import type { Bench } from './support/bench.ts';
import { isChallenge } from './support/challenge.ts';
import { localpartIn, stringIn, summary } from './support/exchange.ts';
import { expectChallenge, expectRefused, expectSuccess, expectThat } from './support/matchers.ts';
import { rule } from './support/rule.ts';
import { Inconclusive, NotApplicable } from './support/violation.ts';

rule('uia-session/is-accepted-back', async ({ begin, subjects }) => {
  for (const { name, subject } of await subjects.all()) {
    const authentication = await begin(subject);
    if (authentication.session === undefined) continue;
    expectSuccess(`the ${name}, resubmitted with its session and every stage`, await authentication.walk(flowOf(authentication, 1)));
  }
});

rule('uia-session/are-independent', async ({ begin, subjects }) => {
  const [one, other] = [await begin(subjects.registration()), await begin(subjects.registration())];
  const [stage] = flowOf(one, 2);
  const counted = await one.complete(stage ?? '');
  if (!completedIn(counted).includes(stage ?? '')) throw new Inconclusive(`completing ${stage} was answered with ${summary(counted)}`);
  const exchange = await other.poll();
  expectThat(exchange.status !== 200 && completedIn(exchange).length === 0, {
    message: 'a stage completed in one session shows in another',
    expected: 'nothing completed in the other session',
    received: summary(exchange),
    exchange,
  });
});

rule('uia-session/unknown-authenticates-nothing', async ({ begin, subjects }) => {
  for (const { name, subject } of await subjects.all()) {
    const { attempt } = await begin(subject);
    const exchange = await attempt({ session: 'nobody-was-given-this-session' });
    expectRefused(`a ${name} with only an unknown session`, exchange);
    expectThat(!(await subject.performed()), {
      message: `a ${name} with only an unknown session took effect`,
      expected: 'no effect',
      received: 'the effect of the whole call',
      exchange,
    });
  }
});

rule('uia-session/carries-three-stages', async ({ begin, subjects }) => {
  const authentication = await begin(subjects.registration());
  const flow = flowOf(authentication, 3);
  for (const stage of flow.slice(0, -1)) {
    const exchange = await authentication.complete(stage);
    const { session } = expectChallenge(`completing ${stage} of [${flow.join(', ')}]`, exchange);
    expectThat(session === authentication.session, {
      message: `after ${stage} the session is another`,
      expected: `session ${authentication.session}`,
      received: `session ${session}`,
      exchange,
    });
  }
  expectSuccess(`the last of the stages [${flow.join(', ')}]`, await authentication.complete(flow.at(-1) ?? ''));
});

rule('uia-session/cannot-be-spent-twice', async ({ accounts, begin, subjects }) => {
  for (const { name, subject } of await subjects.all()) {
    const authentication = await begin(subject);
    if (authentication.session === undefined) continue;
    const result = await authentication.walk(flowOf(authentication, 1));
    if (result.status !== 200) throw new Inconclusive(`the ${name} did not go through: ${summary(result)}`);
    const second =
      subject.operation === 'post-register' ? subjects.registration() : { ...subject, parameters: { new_password: accounts.password() } };
    const exchange = await authentication.poll({ parameters: second.parameters });
    if (subject.operation === 'post-register') {
      const [made, asked] = [stringIn(exchange, 'user_id'), stringIn(result, 'user_id')];
      const effect = await second.performed();
      expectThat(!effect && (exchange.status !== 200 || made === asked), {
        message: 'a session that was used up registered another account',
        expected: 'a refusal, or the first result again',
        received: summary(exchange),
        exchange,
      });
      await expectSpent({ begin, subjects });
    } else {
      const still = await subject.performed();
      expectThat(still, {
        message: 'a session that was used up changed the password again',
        expected: 'a refusal; the password stays',
        received: summary(exchange),
        exchange,
      });
    }
  }
});

/** Claims that the last stage of a registration, attempted once more in its spent session, registers nothing: alone it never would. */
async function expectSpent({ begin, subjects }: Pick<Bench, 'begin' | 'subjects'>): Promise<void> {
  const authentication = await begin(subjects.registration());
  const isEnough = (stage: string | undefined): boolean => authentication.first.flows.some((flow) => flow.every((each) => each === stage));
  const flow = authentication.solvable.find((stages) => !isEnough(stages.at(-1)));
  if (flow === undefined) return;
  const result = await authentication.walk(flow);
  if (result.status !== 200) throw new Inconclusive(`a registration did not go through: ${summary(result)}`);
  const second = subjects.registration();
  const exchange = await authentication.complete(flow.at(-1) ?? '', { parameters: second.parameters });
  const isFirstAgain = stringIn(exchange, 'user_id') === stringIn(result, 'user_id');
  expectThat((exchange.status !== 200 || isFirstAgain) && !(await second.performed()), {
    message: 'a session that was used up registered another account, for its last stage alone',
    expected: 'a refusal, or the first result again',
    received: summary(exchange),
    exchange,
  });
}

/** Begins a registration, and completes all stages but the last. */
async function almostRegistered(
  { begin, subjects }: Bench,
  stages: number,
): Promise<{ authentication: Authentication; subject: ReturnType<Bench['subjects']['registration']>; last: string }> {
  const subject = subjects.registration();
  const authentication = await begin(subject);
  if (authentication.session === undefined) throw new NotApplicable('the 401 gives no session');
  const flow = flowOf(authentication, stages);
  for (const stage of flow.slice(0, -1)) {
    const exchange = await authentication.complete(stage);
    if (!isChallenge(exchange)) throw new Inconclusive(`completing ${stage} was answered with ${summary(exchange)}`);
  }
  return { authentication, subject, last: flow.at(-1) ?? '' };
}

rule('uia-session/changed-parameters-change-nothing', async (bench) => {
  const { authentication, subject, last } = await almostRegistered(bench, 2);
  const other = bench.subjects.registration();
  const exchange = await authentication.complete(last, { parameters: other.parameters });
  // A homeserver may map a username onto a localpart of its own, in which it is still to be found.
  expectThat(exchange.status !== 200 || localpartIn(exchange)?.includes(subject.username) === true, {
    message: 'a session begun for one username registered another',
    expected: `a refusal, or the account ${subject.username} as asked for at the start`,
    received: summary(exchange),
    exchange,
  });
});

rule('uia-session/omitted-parameters-are-remembered-or-refused', async (bench) => {
  const whole = await almostRegistered(bench, 1);
  const usual = await whole.authentication.complete(whole.last);
  if (usual.status !== 200) throw new Inconclusive(`with all parameters the registration does not go through either: ${summary(usual)}`);
  const { authentication, subject, last } = await almostRegistered(bench, 1);
  const exchange = await authentication.complete(last, { parameters: {}, wrong: 'the parameters were given at the start' });
  if (exchange.status !== 200) {
    expectRefused('a registration whose parameters were left out in the end', exchange);
    return;
  }
  expectThat(localpartIn(exchange)?.includes(subject.username) === true && (await subject.performed(exchange)), {
    message: 'leaving the parameters out in the end registered something else',
    expected: `a refusal, or the account ${subject.username} with the password given at the start`,
    received: summary(exchange),
    exchange,
  });
});
